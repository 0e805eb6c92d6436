package dev.reprise.processor.streams;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;
import org.apache.kafka.streams.state.internals.RocksDBStore;

/** Stores that have rows from the start, as if they had been restored from their changelogs. */
final class FilledStores {
    private FilledStores() {}

    static KeyValueBytesStoreSupplier onDisk(String name, Map<Bytes, byte[]> rows) {
        return supplier(name, "rocksdb", () -> new RocksDBStore(name, "rocksdb") {
            @Override
            public void init(StateStoreContext context, StateStore root) {
                super.init(context, root);
                rows.forEach(this::put);
            }
        });
    }

    static KeyValueBytesStoreSupplier inMemory(String name, Map<Bytes, byte[]> rows) {
        return supplier(name, "in-memory", () -> new InMemoryKeyValueStore(name) {
            @Override
            public void init(StateStoreContext context, StateStore root) {
                super.init(context, root);
                rows.forEach(this::put);
            }
        });
    }

    static KeyValueBytesStoreSupplier supplier(
            String name, String scope, Supplier<KeyValueStore<Bytes, byte[]>> store) {
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return store.get();
            }

            @Override
            public String metricsScope() {
                return scope;
            }
        };
    }
}
