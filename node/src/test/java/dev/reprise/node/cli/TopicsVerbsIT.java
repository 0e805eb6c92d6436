package dev.reprise.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reprise.node.broker.EmbeddedBroker;
import dev.reprise.node.support.SharedBroker;
import dev.reprise.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class TopicsVerbsIT {
    private final String brokers;
    private final Map<String, Object> settings;

    TopicsVerbsIT(EmbeddedBroker broker) {
        brokers = broker.bootstrapServers();
        settings = Map.of("bootstrap.servers", brokers);
    }

    @BeforeEach
    void beginWithoutTopics() throws Exception {
        try (Admin admin = Admin.create(settings)) {
            Set<String> ours = admin.listTopics().names().get();
            ours.retainAll(Topics.all());
            admin.deleteTopics(ours).all().get();
            await().until(() -> admin.listTopics().names().get().stream().noneMatch(Topics.all()::contains));
        }
    }

    @Test
    void createsAllTopicsOnceAndFindsThemAsTheyShouldBe() throws Exception {
        CommandRun first = topics("create", "--partitions", "3");
        assertThat(first.exitCode()).isZero();
        assertThat(first.out()).contains("created job-commands", "7 topics created");
        try (Admin admin = Admin.create(settings)) {
            Map<String, Integer> partitions = new HashMap<>();
            admin.describeTopics(Topics.all())
                    .allTopicNames()
                    .get()
                    .forEach((name, topic) ->
                            partitions.put(name, topic.partitions().size()));
            assertThat(partitions)
                    .containsEntry(Topics.JOB_COMMANDS, 3)
                    .containsEntry(Topics.JOB_EVENTS, 3)
                    .containsEntry(Topics.JOB_RETRY_POLICIES, 1);
        }

        CommandRun again = topics("create");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("all topics are there");

        CommandRun check = topics("check");
        assertThat(check.exitCode()).isZero();
        assertThat(check.out()).contains("all topics are as they should be");
    }

    @Test
    void neverChangesTheNumberOfPartitions() {
        topics("create", "--partitions", "2");

        CommandRun other = topics("create", "--partitions", "4");

        assertThat(other.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(other.err()).contains("job-commands has 2 partitions, and that cannot be changed");
    }

    @Test
    void createsOnlyWhatIsMissing() throws Exception {
        topics("create", "--partitions", "2");
        try (Admin admin = Admin.create(settings)) {
            admin.deleteTopics(List.of(Topics.JOB_REPLIES)).all().get();
        }
        await().until(() -> topics("check").out().contains("Expected topic job-replies, but it is missing"));

        CommandRun create = topics("create");

        assertThat(create.out()).contains("created job-replies", "1 topics created");
        assertThat(topics("check").exitCode()).isZero();
    }

    @Test
    void printsWhatIsNotAsItShouldBe() throws Exception {
        assertThat(topics("check").exitCode()).isEqualTo(ExitCode.REFUSED);

        topics("create", "--partitions", "2");
        try (Admin admin = Admin.create(settings)) {
            admin.createPartitions(Map.of(Topics.JOB_EVENTS, NewPartitions.increaseTo(5)))
                    .all()
                    .get();
            ConfigResource commands = new ConfigResource(ConfigResource.Type.TOPIC, Topics.JOB_COMMANDS);
            AlterConfigOp forAnHour =
                    new AlterConfigOp(new ConfigEntry("retention.ms", "3600000"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(commands, List.of(forAnHour)))
                    .all()
                    .get();
        }

        await().until(() -> topics("check").out().lines().count() == 2);
        CommandRun check = topics("check");
        assertThat(check.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(check.out())
                .contains("Expected topic job-events with 2 partitions beside 2 of job-commands, but it has 5")
                .contains("Expected topic job-commands with retention.ms=604800000, but it is 3600000");
    }

    private CommandRun topics(String verb, String... more) {
        CommandRun run = new CommandRun();
        String[] words = new String[4 + more.length];
        words[0] = "topics";
        words[1] = verb;
        words[2] = "--bootstrap-servers";
        words[3] = brokers;
        System.arraycopy(more, 0, words, 4, more.length);
        run.execute(words);
        return run;
    }
}
