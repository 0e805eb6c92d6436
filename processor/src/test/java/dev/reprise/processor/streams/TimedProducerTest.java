package dev.reprise.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TimedProducerTest {
    @Test
    void aTransactionWithoutOffsetsCommitsOneThatSaysNothing() {
        Map<TopicPartition, OffsetAndMetadata> fenced = TimedProducer.fenced(Map.of());

        assertThat(fenced).hasSize(1);
        assertThat(fenced.keySet().iterator().next().topic()).isEqualTo("reprise-meta-changelog");
    }

    @Test
    void offsetsThatThereAreStayAsTheyAre() {
        Map<TopicPartition, OffsetAndMetadata> offsets =
                Map.of(new TopicPartition("job-commands", 3), new OffsetAndMetadata(7));

        assertThat(TimedProducer.fenced(offsets)).isSameAs(offsets);
    }
}
