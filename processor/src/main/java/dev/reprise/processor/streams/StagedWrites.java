package dev.reprise.processor.streams;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Writes that wait until nothing can go wrong any more, so that a command that makes the code throw changes nothing. */
final class StagedWrites {
    private record Write(KeyValueStore<Bytes, byte[]> store, Bytes key, byte @Nullable [] value) {}

    private record IndexWrite(IndexRows index, Bytes key, boolean there) {}

    private final List<Write> writes = new ArrayList<>();
    private final List<IndexWrite> indexWrites = new ArrayList<>();

    void put(KeyValueStore<Bytes, byte[]> store, Bytes key, byte[] value) {
        writes.add(new Write(store, key, value));
    }

    void delete(KeyValueStore<Bytes, byte[]> store, Bytes key) {
        writes.add(new Write(store, key, null));
    }

    void add(IndexRows index, Bytes key) {
        indexWrites.add(new IndexWrite(index, key, true));
    }

    void remove(IndexRows index, Bytes key) {
        indexWrites.add(new IndexWrite(index, key, false));
    }

    void flush() {
        for (Write write : writes) {
            write(write);
        }
        for (IndexWrite write : indexWrites) {
            if (write.there) {
                write.index.add(write.key);
            } else {
                write.index.remove(write.key);
            }
        }
        discard();
    }

    void discard() {
        writes.clear();
        indexWrites.clear();
    }

    /** A put of null, not a delete: {@code KeyValueStore.delete} reads the old value first, only to return it. */
    @SuppressWarnings("NullAway") // Kafka's interface is not annotated: null deletes
    private static void write(Write write) {
        write.store.put(write.key, write.value);
    }
}
