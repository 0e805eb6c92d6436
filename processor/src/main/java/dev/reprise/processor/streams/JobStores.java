package dev.reprise.processor.streams;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The stores of one partition, as bytes: what is in them is encoded once, by whoever puts it there. */
record JobStores(
        KeyValueStore<Bytes, byte[]> jobs,
        KeyValueStore<Bytes, byte[]> payloads,
        KeyValueStore<Bytes, byte[]> errorDetails,
        KeyValueStore<Bytes, byte[]> refusals,
        IndexRows due,
        IndexRows activatable,
        IndexRows incidents,
        KeyValueStore<Bytes, byte[]> meta) {

    static JobStores of(ProcessingContext context, OpenJobs open) {
        IndexedJobs indexed = open.of(context.taskId());
        return new JobStores(
                context.getStateStore(StoreNames.JOBS),
                context.getStateStore(StoreNames.JOB_PAYLOADS),
                context.getStateStore(StoreNames.ERROR_DETAILS),
                context.getStateStore(StoreNames.REFUSALS),
                indexed.index(JobIndex.DUE),
                indexed.index(JobIndex.ACTIVATABLE),
                indexed.index(JobIndex.INCIDENTS),
                context.getStateStore(StoreNames.META));
    }

    /** How the stores are built, from what makes the store of a name. */
    static Set<StoreBuilder<?>> builders(Function<String, KeyValueBytesStoreSupplier> suppliers, OpenJobs open) {
        Set<StoreBuilder<?>> builders = new LinkedHashSet<>();
        for (String name : StoreNames.partitioned()) {
            KeyValueBytesStoreSupplier supplier = suppliers.apply(name);
            builders.add(builder(name, name.equals(StoreNames.JOBS) ? open.indexed(supplier) : supplier));
        }
        return builders;
    }

    /** On disk. Plain, not timestamped: the 8 bytes of a record's timestamp would say nothing that the row does not. */
    static KeyValueBytesStoreSupplier onDisk(String name) {
        return Stores.persistentKeyValueStore(name);
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder(
            String name, KeyValueBytesStoreSupplier supplier) {
        return Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
                // The changelog is the durable copy that a node without the partition's local state starts from.
                .withLoggingEnabled(ChangelogSettings.of(name))
                // Measured: with the record cache, throughput falls by half, and rows reach their changelog only at
                // commits.
                .withCachingDisabled();
    }
}
