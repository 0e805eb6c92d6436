package dev.reprise.processor.streams;

import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;

/** Stores whose writes fail when a test wants them to: after a decision has been made, when it can no longer be given up. */
final class FaultyStores {
    private BiPredicate<String, Bytes> fails = (store, key) -> false;
    private Throwable fault = new AssertionError("secret 4711");

    void failWith(Throwable thrown) {
        fault = thrown;
    }

    /** From now on, a write of such a row of such a store fails. */
    void failFor(BiPredicate<String, Bytes> writes) {
        fails = writes;
    }

    BiPredicate<String, Bytes> failing() {
        return fails;
    }

    KeyValueBytesStoreSupplier of(String name, Map<Bytes, byte[]> rows) {
        return FilledStores.supplier(name, "in-memory", () -> new InMemoryKeyValueStore(name) {
            @Override
            public void init(StateStoreContext context, StateStore root) {
                super.init(context, root);
                rows.forEach(super::put);
            }

            /** Rows that are restored. */
            @Override
            public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
                entries.forEach(entry -> super.put(entry.key, entry.value));
            }

            @Override
            public void put(Bytes key, byte[] value) {
                if (fails.test(name, key)) {
                    throw FaultySerdes.<RuntimeException>sneaky(fault);
                }
                super.put(key, value);
            }
        });
    }
}
