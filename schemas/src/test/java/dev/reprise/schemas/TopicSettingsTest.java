package dev.reprise.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TopicSettingsTest {
    @Test
    void everyTopicHasSettings() {
        assertThat(TopicSettings.all()).extracting(TopicSettings::topic).containsExactlyElementsOf(Topics.all());
        Topics.all()
                .forEach(topic -> assertThat(TopicSettings.of(topic).topic()).isEqualTo(topic));
    }

    @Test
    void eventsAreKeptForEver() {
        assertThat(TopicSettings.of(Topics.JOB_EVENTS).configs())
                .containsEntry("retention.ms", "-1")
                .containsEntry("cleanup.policy", "delete");
    }

    @Test
    void policiesAreCompacted() {
        assertThat(TopicSettings.of(Topics.JOB_RETRY_POLICIES).configs()).containsEntry("cleanup.policy", "compact");
    }

    @Test
    void whatFollowsFromTheLargestCommandFits() {
        assertThat(TopicSettings.all())
                .allSatisfy(settings -> assertThat(settings.configs().get("max.message.bytes"))
                        .isEqualTo(settings.topic().equals(Topics.JOB_COMMANDS) ? "4194304" : "16777216"));
    }

    @Test
    void eventsHaveAsManyPartitionsAsCommands() {
        assertThat(TopicSettings.of(Topics.JOB_COMMANDS).partitions(12)).isEqualTo(12);
        assertThat(TopicSettings.of(Topics.JOB_EVENTS).partitions(12)).isEqualTo(12);
        assertThat(TopicSettings.of(Topics.JOB_REPLIES).partitions(12)).isEqualTo(12);
        assertThat(TopicSettings.of(Topics.JOB_RETRY_POLICIES).partitions(12)).isEqualTo(1);
    }

    @Test
    void withThreeReplicasTwoMustHaveARecord() {
        NewTopic alone = TopicSettings.of(Topics.JOB_EVENTS).newTopic(4, (short) 1);
        assertThat(alone.configs()).containsEntry("min.insync.replicas", "1");
        NewTopic three = TopicSettings.of(Topics.JOB_EVENTS).newTopic(4, (short) 3);
        assertThat(three.configs()).containsEntry("min.insync.replicas", "2");
        assertThat(three.numPartitions()).isEqualTo(4);
        assertThat(three.replicationFactor()).isEqualTo((short) 3);
    }

    @Test
    void anUnknownTopicIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicSettings.of("orders"))
                .withMessageContaining("'orders' is none of [job-commands");
    }
}
