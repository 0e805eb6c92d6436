package dev.reprise.faults.plant;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** The engine with a bug: what goes in and what comes out is tampered with now and then. */
final class BuggyProcessor<K, V, L, W> implements Processor<K, V, L, W> {
    private static final int NOW_AND_THEN = 97;
    private static final String EVENTS = "events";
    private static final String REJECTIONS = "rejections";
    private static final String AHEAD_MILLIS = "700";

    private final Processor<K, V, L, W> real;
    private final PlantedBug bug;
    private long commands;
    private long events;
    private long rejections;

    BuggyProcessor(Processor<K, V, L, W> real, PlantedBug bug) {
        this.real = real;
        this.bug = bug;
    }

    @Override
    public void init(ProcessorContext<L, W> context) {
        real.init(tampered(context));
    }

    @Override
    public void process(Record<K, V> record) {
        if (bug == PlantedBug.LOST_COMMAND && ++commands % NOW_AND_THEN == 0) {
            return;
        }
        real.process(record);
    }

    @Override
    public void close() {
        real.close();
    }

    @SuppressWarnings("unchecked")
    private ProcessorContext<L, W> tampered(ProcessorContext<L, W> context) {
        return (ProcessorContext<L, W>) Proxy.newProxyInstance(
                ProcessorContext.class.getClassLoader(),
                new Class<?>[] {ProcessorContext.class},
                (proxy, method, arguments) -> call(context, method, arguments));
    }

    private @Nullable Object call(ProcessorContext<L, W> context, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (method.getName().equals("forward") && arguments != null && arguments.length == 2) {
            for (int times = copies(String.valueOf(arguments[1])); times > 0; times--) {
                invoke(context, method, arguments);
            }
            return null;
        }
        if (bug == PlantedBug.EARLY_RETRY && method.getName().equals("schedule") && arguments != null) {
            int last = arguments.length - 1;
            Punctuator ticker = (Punctuator) arguments[last];
            arguments[last] = (Punctuator) timestamp -> early(ticker, timestamp);
        }
        return invoke(context, method, arguments);
    }

    private int copies(String sink) {
        if (bug == PlantedBug.DOUBLED_EVENT && sink.equals(EVENTS)) {
            return ++events % NOW_AND_THEN == 0 ? 2 : 1;
        }
        if (bug == PlantedBug.SWALLOWED_REJECTION && sink.equals(REJECTIONS)) {
            return ++rejections % 2 == 0 ? 0 : 1;
        }
        return 1;
    }

    /** There is one stream thread, so only what falls due sees this clock. */
    private static void early(Punctuator ticker, long timestamp) {
        System.setProperty(TestSwitches.CLOCK_OFFSET, AHEAD_MILLIS);
        try {
            ticker.punctuate(timestamp);
        } finally {
            System.setProperty(TestSwitches.CLOCK_OFFSET, "0");
        }
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
