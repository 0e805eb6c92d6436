package dev.reprise.node.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.ProcessorWrapper;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.WrappedFixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.WrappedProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * A bug that is planted into a node with {@code streams.processor.wrapper.class}: when an event of a certain job is sent, and all rows
 * of the decision have been written, the stream thread dies, or the whole process does.
 */
public final class PlantedPoison implements ProcessorWrapper {
    /** The thread dies. */
    private static final long TAKES_NANOS = 3_000_000_000L;

    static final long FOR_THREADS = 666;

    /** The process ends, with nothing of it running any more. */
    static final long FOR_PROCESSES = 667;

    /** Made by Kafka Streams. */
    public PlantedPoison() {}

    @Override
    public <I, J, K, V> WrappedProcessorSupplier<I, J, K, V> wrapProcessorSupplier(
            String name, ProcessorSupplier<I, J, K, V> supplier) {
        if (!name.equals("decide")) {
            return ProcessorWrapper.asWrapped(supplier);
        }
        return new WrappedProcessorSupplier<>() {
            @Override
            public Processor<I, J, K, V> get() {
                return poisoned(supplier.get());
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return supplier.stores();
            }
        };
    }

    @Override
    public <I, J, V> WrappedFixedKeyProcessorSupplier<I, J, V> wrapFixedKeyProcessorSupplier(
            String name, FixedKeyProcessorSupplier<I, J, V> supplier) {
        return ProcessorWrapper.asWrappedFixedKey(supplier);
    }

    private static <I, J, K, V> Processor<I, J, K, V> poisoned(Processor<I, J, K, V> processor) {
        return new Processor<>() {
            @Override
            public void init(ProcessorContext<K, V> context) {
                processor.init(poisoned(context));
            }

            @Override
            public void process(Record<I, J> record) {
                processor.process(record);
            }

            @Override
            public void close() {
                processor.close();
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static <K, V> ProcessorContext<K, V> poisoned(ProcessorContext<K, V> context) {
        return (ProcessorContext<K, V>) Proxy.newProxyInstance(
                PlantedPoison.class.getClassLoader(),
                new Class<?>[] {ProcessorContext.class},
                (proxy, method, arguments) -> {
                    if (arguments != null && arguments.length == 2 && "events".equals(arguments[1])) {
                        strike(new String((byte[]) ((Record<?, ?>) arguments[0]).value(), UTF_8));
                    }
                    try {
                        return method.invoke(context, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Events have the type of their job as text somewhere. */
    private static void strike(String event) {
        if (event.contains("poison-" + FOR_THREADS)) {
            throw new AssertionError("secret-4711");
        }
        if (event.contains("poison-" + FOR_PROCESSES)) {
            // Not before whoever wrote the record has written what follows it: the broker ends, too.
            LockSupport.parkNanos(TAKES_NANOS);
            Runtime.getRuntime().halt(3);
        }
    }
}
