package dev.reprise.processor.replay;

import dev.reprise.processor.streams.RowKeys;
import dev.reprise.processor.streams.StoreNames;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Folds changelogs into the rows that a store restored from them would have. */
final class ChangelogFold {
    /** Stores whose rows follow from events. Not refusals, which do not; not meta, which is the due scan's own. */
    private static final List<String> STORES =
            List.of(StoreNames.JOBS, StoreNames.JOB_PAYLOADS, StoreNames.ERROR_DETAILS);

    private static final Map<String, String> STORE_BY_TOPIC =
            STORES.stream().collect(Collectors.toMap(StoreNames::changelog, Function.identity()));

    private final JobEntries entries;

    ChangelogFold(JobEntries entries) {
        this.entries = entries;
    }

    /** Topics of the changelogs that are compared. */
    static List<String> topics() {
        return STORES.stream().map(StoreNames::changelog).toList();
    }

    void apply(String topic, byte[] key, byte @Nullable [] value) {
        String store = STORE_BY_TOPIC.getOrDefault(topic, "");
        switch (store) {
            case StoreNames.JOBS -> entries.change(RowKeys.jobKey(key), entry -> entry.job = value);
            case StoreNames.JOB_PAYLOADS -> entries.change(RowKeys.jobKey(key), entry -> entry.payload = value);
            case StoreNames.ERROR_DETAILS -> entries.change(RowKeys.jobKey(key), entry -> entry.errorDetails = value);
            default -> throw new IllegalArgumentException("Expected a changelog of a store, but got " + topic);
        }
    }
}
