package dev.reprise.node.metrics;

import dev.reprise.processor.metrics.Meter;
import dev.reprise.processor.metrics.MeterType;

/** Names of meters. */
final class MeterNames {
    private static final String MILLISECONDS = "milliseconds";

    private MeterNames() {}

    /** As Micrometer takes it: times carry their unit, counts do not. */
    static String dotted(Meter meter) {
        return meter.unit().equals(MILLISECONDS) ? meter.meterName() + "." + MILLISECONDS : meter.meterName();
    }

    /** As Prometheus shows it. */
    static String prometheus(Meter meter) {
        String name = dotted(meter).replace('.', '_');
        return meter.type() == MeterType.COUNTER ? name + "_total" : name;
    }
}
