package dev.reprise.faults.plant;

import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.WrappedProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/** Makes the engine's processors, each with a bug around it. */
final class BuggySupplier<K, V, L, W> implements WrappedProcessorSupplier<K, V, L, W> {
    private final ProcessorSupplier<K, V, L, W> real;
    private final PlantedBug bug;

    BuggySupplier(ProcessorSupplier<K, V, L, W> real, PlantedBug bug) {
        this.real = real;
        this.bug = bug;
    }

    @Override
    public Processor<K, V, L, W> get() {
        return new BuggyProcessor<>(real.get(), bug);
    }

    @Override
    public @Nullable Set<StoreBuilder<?>> stores() {
        return real.stores();
    }
}
