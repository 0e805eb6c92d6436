package dev.reprise.schemas;

import static java.util.Map.entry;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.SEGMENT_MS_CONFIG;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * How one topic is meant to be set up.
 *
 * @param topic its name
 * @param followsCommands whether it has as many partitions as {@code job-commands} (true) or one (false)
 * @param configs topic settings by Kafka's names, without those that depend on the number of replicas
 */
public record TopicSettings(String topic, boolean followsCommands, Map<String, String> configs) {
    /** Largest command that is taken, in bytes (4 MiB). The broker refuses a larger one to its producer. */
    public static final int MAX_COMMAND_BYTES = 4 << 20;

    /** Largest record of the other topics, in bytes (16 MiB): what follows from a command that was taken always fits. */
    public static final int MAX_RECORD_BYTES = 16 << 20;

    private static final Duration NO_END = Duration.ofMillis(-1);

    private static final List<TopicSettings> ALL = List.of(
            // Only a backlog lives here: what was decided is in the events.
            deleted(Topics.JOB_COMMANDS, true, Duration.ofDays(7), MAX_COMMAND_BYTES),
            // Never deleted: replay folds it from the beginning.
            deleted(Topics.JOB_EVENTS, true, NO_END, MAX_RECORD_BYTES),
            deleted(Topics.JOB_REJECTIONS, true, Duration.ofDays(7), MAX_RECORD_BYTES),
            // An answer that came an hour ago has nobody waiting for it. As many partitions as commands have, so that
            // gateways can each have one of their own.
            shortLived(Topics.JOB_REPLIES, true),
            // One partition: few and tiny records, and every gateway reads all of them.
            shortLived(Topics.JOB_NOTICES, false),
            // Long enough for a person to come back from a holiday and look.
            deleted(Topics.JOB_DEAD_LETTERS, false, Duration.ofDays(30), MAX_RECORD_BYTES),
            // One partition, so that all nodes see the changes of policies in the same order.
            new TopicSettings(
                    Topics.JOB_RETRY_POLICIES,
                    false,
                    Map.of(
                            CLEANUP_POLICY_CONFIG,
                            CLEANUP_POLICY_COMPACT,
                            MAX_MESSAGE_BYTES_CONFIG,
                            Integer.toString(MAX_RECORD_BYTES))));

    /** A copy that does not change; settings in the order of their names. */
    public TopicSettings {
        configs = Collections.unmodifiableSortedMap(new TreeMap<>(configs));
    }

    /** The settings of every topic, in the order of {@link Topics#all()}. */
    public static List<TopicSettings> all() {
        return ALL;
    }

    /** The settings of one of {@link Topics#all()}. */
    public static TopicSettings of(String topic) {
        return ALL.stream()
                .filter(settings -> settings.topic.equals(topic))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + topic + "' is none of " + Topics.all()));
    }

    /** How many partitions it has beside so many of {@code job-commands}. */
    public int partitions(int commandPartitions) {
        return followsCommands ? commandPartitions : 1;
    }

    /**
     * All settings for so many replicas. With three or more, two must have a record before it counts as written, so
     * that the loss of one broker loses nothing.
     */
    public Map<String, String> configs(int replicas) {
        Map<String, String> all = new TreeMap<>(configs);
        all.put(MIN_IN_SYNC_REPLICAS_CONFIG, replicas >= 3 ? "2" : "1");
        return all;
    }

    /** The topic as Kafka's admin client creates it. */
    public NewTopic newTopic(int commandPartitions, short replicas) {
        return new NewTopic(topic, partitions(commandPartitions), replicas).configs(configs(replicas));
    }

    private static TopicSettings deleted(String topic, boolean followsCommands, Duration retention, int maxBytes) {
        return new TopicSettings(
                topic,
                followsCommands,
                Map.ofEntries(
                        entry(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_DELETE),
                        entry(RETENTION_MS_CONFIG, Long.toString(retention.toMillis())),
                        entry(MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxBytes))));
    }

    /** Kept for an hour. Only closed segments are deleted, hence the short segments. */
    private static TopicSettings shortLived(String topic, boolean followsCommands) {
        Map<String, String> configs =
                new TreeMap<>(deleted(topic, followsCommands, Duration.ofHours(1), MAX_RECORD_BYTES).configs);
        configs.put(SEGMENT_MS_CONFIG, Long.toString(Duration.ofMinutes(10).toMillis()));
        return new TopicSettings(topic, followsCommands, configs);
    }
}
