package dev.reprise.gateway.commands;

import dev.reprise.gateway.commands.PendingAnswers.Pending;
import dev.reprise.processor.metrics.Meter;
import dev.reprise.processor.metrics.Metrics;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;

/** Measures what becomes of commands. */
final class GatewayMetrics implements AutoCloseable {
    private static final double NANOS_PER_MILLI = 1e6;

    private record Kind(String command, String outcome) {}

    private final Metrics metrics;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<Kind, Metrics.Counter> outcomes = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Metrics.Histogram> times = new ConcurrentHashMap<>();
    private final Metrics.Counter late;
    private final Metrics.Shown inFlight;
    private final Metrics.Shown unreached;
    private final Metrics.Shown allowance;

    GatewayMetrics(
            Metrics metrics,
            LongSupplier nanoTime,
            DoubleSupplier inFlight,
            DoubleSupplier unreached,
            DoubleSupplier allowance) {
        this.metrics = metrics;
        this.nanoTime = nanoTime;
        this.late = metrics.counter(Meter.GATEWAY_ANSWERS_LATE);
        this.inFlight = metrics.gauge(Meter.GATEWAY_IN_FLIGHT, inFlight);
        this.unreached = metrics.gauge(Meter.GATEWAY_PARTITIONS_LOST, unreached);
        this.allowance = metrics.gauge(Meter.GATEWAY_ALLOWANCE, allowance);
    }

    /** Counts and times a command when its waiting ends. */
    void watch(Pending pending, SpecificRecord command) {
        String type = command.getSchema().getName();
        var unused = pending.answer.thenAccept(outcome -> {
            count(type, outcome);
            times.computeIfAbsent(type, name -> metrics.histogram(Meter.GATEWAY_ANSWER_TIME, name))
                    .record((nanoTime.getAsLong() - pending.startedAt) / NANOS_PER_MILLI);
        });
    }

    void refused(SpecificRecord command, Outcome outcome) {
        count(command.getSchema().getName(), outcome);
    }

    void late() {
        late.increment();
    }

    private void count(String type, Outcome outcome) {
        outcomes.computeIfAbsent(
                        new Kind(type, name(outcome)),
                        kind -> metrics.counter(Meter.GATEWAY_COMMANDS, kind.command, kind.outcome))
                .increment();
    }

    private static String name(Outcome outcome) {
        if (outcome instanceof Outcome.NotAppended) {
            return "not_appended";
        }
        return outcome instanceof Outcome.Activated
                ? "accepted"
                : outcome.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public void close() {
        inFlight.close();
        unreached.close();
        allowance.close();
    }
}
