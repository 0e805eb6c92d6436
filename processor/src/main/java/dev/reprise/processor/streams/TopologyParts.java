package dev.reprise.processor.streams;

import dev.reprise.processor.metrics.Metrics;
import dev.reprise.schemas.RecordSerdes;
import dev.reprise.schemas.Topics;
import java.time.Duration;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What all tasks of a node share.
 *
 * @param serdes for topics: with a registry's ids if there is one. Stores always have the catalogue's, so that local state can be
 *     read whatever the registry does
 * @param clocks what time it is
 * @param commitInterval time between commits where many commands come
 * @param stores makes the store of a name
 */
record TopologyParts(
        ProcessorSettings settings,
        RecordSerdes serdes,
        Metrics metrics,
        CommandProgress progress,
        Precautions precautions,
        Clocks clocks,
        Duration commitInterval,
        Function<String, KeyValueBytesStoreSupplier> stores) {

    PolicyTable policies(ProcessingContext context) {
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(StoreNames.RETRY_POLICIES);
        return new PolicyTable(store, serdes.deserializer(), Topics.JOB_RETRY_POLICIES, metrics);
    }
}
