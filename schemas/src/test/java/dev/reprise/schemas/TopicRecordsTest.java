package dev.reprise.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TopicRecordsTest {
    @Test
    void everyRecordHasATopicUnlessItIsState() {
        List<String> placed = Topics.all().stream()
                .flatMap(topic -> TopicRecords.of(topic).stream())
                .distinct()
                .toList();
        assertThat(SchemaCatalogue.released().names())
                .filteredOn(name -> !name.startsWith("dev.reprise.state."))
                .containsExactlyInAnyOrderElementsOf(placed);
    }

    @Test
    void aSubjectIsTheTopicAndTheRecord() {
        assertThat(TopicRecords.subjects())
                .contains("job-commands-dev.reprise.command.FailJob", "job-replies-dev.reprise.reply.CommandRejected")
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void deadLettersAreAnyBytes() {
        assertThat(TopicRecords.of(Topics.JOB_DEAD_LETTERS)).isEmpty();
    }

    @Test
    void anUnknownTopicIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TopicRecords.of("orders"));
    }
}
