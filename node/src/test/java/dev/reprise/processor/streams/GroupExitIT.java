package dev.reprise.processor.streams;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.node.broker.EmbeddedBroker;
import dev.reprise.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process whose state is lost does not get the partitions back of the one that was: others have copies. */
class GroupExitIT {
    @TempDir
    Path folder = Path.of("");

    @Test
    void whoeverWasThereUnderTheNameIsOutOfTheGroup() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0, fault -> {});
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(Topics.JOB_COMMANDS, 1, (short) 1)))
                    .all()
                    .get();
            new GroupExit(admin, "node-1").predecessors(2); // the group is not there yet, which is no fault
            try (KafkaConsumer<byte[], byte[]> was = member(broker, "node-1-1");
                    KafkaConsumer<byte[], byte[]> other = member(broker, "node-11-1")) {
                Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                    was.poll(Duration.ofMillis(50));
                    other.poll(Duration.ofMillis(50));
                    return members(admin).size() == 2;
                });

                new GroupExit(admin, "node-1").predecessors(2);

                assertThat(members(admin)).containsExactly("node-11-1");
            }
        }
    }

    private static KafkaConsumer<byte[], byte[]> member(EmbeddedBroker broker, String instanceId) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "group.id",
                        StoreNames.APPLICATION_ID,
                        "group.instance.id",
                        instanceId),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topics.JOB_COMMANDS));
        return consumer;
    }

    private static List<String> members(Admin admin) throws Exception {
        return requireNonNull(admin.describeConsumerGroups(List.of(StoreNames.APPLICATION_ID))
                        .describedGroups()
                        .get(StoreNames.APPLICATION_ID))
                .get()
                .members()
                .stream()
                .map(member -> member.groupInstanceId().orElse(""))
                .toList();
    }
}
