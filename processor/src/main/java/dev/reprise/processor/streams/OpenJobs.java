package dev.reprise.processor.streams;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The stores of jobs that are open, by task. Kafka Streams hands processors a store behind what keeps its changelog; a task finds the
 * rest of it here. Safe for use by many threads.
 */
final class OpenJobs {
    private final Map<TaskId, IndexedJobs> byTask = new ConcurrentHashMap<>();

    void opened(TaskId task, IndexedJobs jobs) {
        byTask.put(task, jobs);
    }

    void closed(IndexedJobs jobs) {
        byTask.values().remove(jobs);
    }

    /** The store of a task that is at work. */
    IndexedJobs of(TaskId task) {
        return Objects.requireNonNull(
                byTask.get(task), () -> "Expected the jobs of task " + task + " to be open, but they are not");
    }

    /** Makes stores of jobs with their indexes in what the supplier makes. */
    KeyValueBytesStoreSupplier indexed(KeyValueBytesStoreSupplier supplier) {
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return supplier.name();
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return new IndexedJobs(supplier.get(), OpenJobs.this);
            }

            @Override
            public String metricsScope() {
                return supplier.metricsScope();
            }
        };
    }
}
