package dev.reprise.query.readmodel;

import dev.reprise.schemas.AvroRecordDeserializer;
import dev.reprise.schemas.AvroWire;
import dev.reprise.schemas.Topics;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** The fold alone, with records at offsets of the spec's choice. */
final class FoldAtOffsets implements AutoCloseable {
    private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    private final AvroWire wire = new AvroWire();
    private final FoldEvents fold = new FoldEvents(new EventDecoder(new AvroRecordDeserializer()), wire);

    FoldAtOffsets() {
        for (String name : List.of(
                ReadModelNames.HISTORY, ReadModelNames.INCIDENTS, ReadModelNames.HEADS, ReadModelNames.COUNTS)) {
            KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                    .withLoggingDisabled()
                    .build();
            store.init(context.getStateStoreContext(), store);
            context.addStateStore(store);
        }
        fold.init(context);
    }

    void fold(SpecificRecord event, long offset) {
        context.setRecordMetadata(Topics.JOB_EVENTS, 0, offset);
        fold.process(new Record<>(new byte[] {'1'}, wire.encode(event), 0));
    }

    KeyValueStore<Bytes, byte[]> store(String name) {
        return context.getStateStore(name);
    }

    long rows(String name) {
        KeyValueStore<Bytes, byte[]> rows = store(name);
        long count = 0;
        try (KeyValueIterator<Bytes, byte[]> all = rows.all()) {
            for (; all.hasNext(); all.next()) {
                count++;
            }
        }
        return count;
    }

    @Override
    public void close() {
        fold.close();
    }
}
