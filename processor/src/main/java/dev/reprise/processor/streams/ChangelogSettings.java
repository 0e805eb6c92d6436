package dev.reprise.processor.streams;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.DELETE_RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.SEGMENT_BYTES_CONFIG;

import dev.reprise.schemas.TopicSettings;
import java.time.Duration;
import java.util.Map;

/** Settings of the changelog topics, each with its reason. */
final class ChangelogSettings {
    /**
     * How long a deletion stays in a changelog. A node that comes back with local state older than this may have missed deletions
     * and must throw its state away; {@link StaleState} sees to that.
     */
    static final Duration DELETIONS_KEPT = Duration.ofDays(1);

    private static final int MIB = 1 << 20;

    private ChangelogSettings() {}

    static Map<String, String> of(String store) {
        return Map.of(
                // Only the last value of a row is needed to restore it.
                CLEANUP_POLICY_CONFIG,
                CLEANUP_POLICY_COMPACT,
                // What the engine accepts always fits: a row that the broker refused would stop its partition.
                MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(TopicSettings.MAX_RECORD_BYTES),
                // The segment in use is never compacted. At the default of 1 GiB, restoring reads up to that much
                // history.
                SEGMENT_BYTES_CONFIG,
                Integer.toString(segmentBytes(store)),
                // How much history may lie beside the live rows before it is compacted.
                MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                dirtyRatio(store),
                DELETE_RETENTION_MS_CONFIG,
                Long.toString(DELETIONS_KEPT.toMillis()));
    }

    private static int segmentBytes(String store) {
        return store.equals(StoreNames.META)
                ? 4 * MIB // one live row, written up to 50 times a second
                : 128 * MIB;
    }

    private static String dirtyRatio(String store) {
        return store.equals(StoreNames.META) ? "0.1" : "0.5"; // Kafka's default: halves the rewriting of large rows
    }
}
