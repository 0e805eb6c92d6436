package dev.reprise.gateway.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reprise.gateway.FakeLog;
import dev.reprise.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicTailTest {
    private final FakeLog log = new FakeLog(3);
    private final List<String> read = new CopyOnWriteArrayList<>();
    private final TopicTail tail = new TopicTail(
            Topics.JOB_REPLIES,
            partitions -> List.of(partitions - 1),
            log,
            record -> {
                String text = new String(record.value(), UTF_8);
                if (text.equals("poison")) {
                    throw new IllegalStateException("poison");
                }
                read.add(text);
            },
            Duration.ofMillis(20));

    @AfterEach
    void close() {
        tail.close();
    }

    @Test
    void readsWhatIsAppendedToItsPartitionOnceItFollows() {
        append(2, "before");
        follow();
        append(2, "a");
        append(1, "elsewhere");
        append(2, "b");

        await().untilAsserted(() -> assertThat(read).containsExactly("a", "b"));
        assertThat(tail.partitions()).isEqualTo(3);
    }

    @Test
    void passesOverARecordThatItsReaderCannotTake() {
        follow();
        append(2, "poison");
        append(2, "a");

        await().untilAsserted(() -> assertThat(read).containsExactly("a"));
        assertThat(tail.following()).isTrue();
    }

    @Test
    void waitsForATopicThatIsNotThereYet() {
        log.withoutTopics();
        tail.start();
        log.createTopics();

        await().until(tail::following);
    }

    @Test
    void startsAnewAfterAnyNumberOfFaults() {
        follow();
        for (int i = 0; i < 7; i++) {
            log.failReaders(Topics.JOB_REPLIES, new KafkaException("Record batch is corrupt"));
            int opened = i + 2;
            await().until(() -> log.readers() == opened && tail.following());
        }
        append(2, "a");

        await().untilAsserted(() -> assertThat(read).containsExactly("a"));
    }

    @Test
    void endsAtOnceWhenClosed() {
        follow();

        tail.close();

        assertThat(tail.following()).isFalse();
    }

    private void follow() {
        tail.start();
        await().until(tail::following);
    }

    private void append(int partition, String text) {
        log.append(Topics.JOB_REPLIES, partition, "key", text.getBytes(UTF_8));
    }
}
