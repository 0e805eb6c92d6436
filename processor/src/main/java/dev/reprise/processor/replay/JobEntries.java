package dev.reprise.processor.replay;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rows of all jobs of a partition, and which of them have been touched of late. */
final class JobEntries {
    private final Map<Long, JobEntry> entries = new HashMap<>();
    private @Nullable Set<Long> touched;

    @Nullable
    JobEntry get(long jobKey) {
        return entries.get(jobKey);
    }

    Set<Long> keys() {
        return entries.keySet();
    }

    void change(long jobKey, Consumer<JobEntry> change) {
        if (touched != null) {
            touched.add(jobKey);
        }
        JobEntry entry = entries.computeIfAbsent(jobKey, key -> new JobEntry());
        change.accept(entry);
        if (entry.isEmpty()) {
            entries.remove(jobKey);
        }
    }

    /** Keys of the jobs that have been changed since this was last asked; none the first time, which is when it begins to count. */
    Set<Long> takeTouched() {
        Set<Long> taken = touched == null ? Set.of() : touched;
        touched = new HashSet<>();
        return taken;
    }
}
