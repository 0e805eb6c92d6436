package dev.reprise.faults.plant;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.ProcessorWrapper;
import org.apache.kafka.streams.processor.api.WrappedFixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.WrappedProcessorSupplier;

/**
 * What a node under test can be told: a bug to have, and a file with the error of its clock. It comes into the node as
 * {@code streams.processor.wrapper.class} (KIP-1112), so that the node itself knows nothing of it.
 */
public final class TestSwitches implements ProcessorWrapper {
    /** The engine's processor. */
    private static final String DECIDE = "decide";

    private static final String BUG = "reprise.faults.bug";
    private static final String CLOCK_FILE = "reprise.faults.clock-file";
    static final String CLOCK_OFFSET = "reprise.test.clock-offset-ms";

    private PlantedBug bug = PlantedBug.NONE;

    /** Options of a JVM with this bug, and with a clock that goes wrong by as many milliseconds as this file says. */
    public static List<String> jvm(PlantedBug bug, Path clockFile) {
        return List.of("-D" + BUG + "=" + bug, "-D" + CLOCK_FILE + "=" + clockFile, "-D" + CLOCK_OFFSET + "=0");
    }

    /** Options of a node that make it look at these. */
    public static List<String> nodeOptions() {
        return new ArrayList<>(List.of("--set=streams.processor.wrapper.class=" + TestSwitches.class.getName()));
    }

    /** Nodes of this process that are started from now on have this bug. */
    public static void plant(PlantedBug bug) {
        System.setProperty(BUG, bug.name());
        System.setProperty(CLOCK_OFFSET, "0");
    }

    @Override
    public void configure(Map<String, ?> configs) {
        bug = PlantedBug.valueOf(System.getProperty(BUG, PlantedBug.NONE.name()).toUpperCase(Locale.ROOT));
        String clockFile = System.getProperty(CLOCK_FILE);
        if (clockFile != null) {
            ClockFile.watch(Path.of(clockFile));
        }
    }

    @Override
    public <K, V, L, W> WrappedProcessorSupplier<K, V, L, W> wrapProcessorSupplier(
            String name, ProcessorSupplier<K, V, L, W> supplier) {
        return bug == PlantedBug.NONE || !name.equals(DECIDE)
                ? ProcessorWrapper.asWrapped(supplier)
                : new BuggySupplier<>(supplier, bug);
    }

    @Override
    public <K, V, W> WrappedFixedKeyProcessorSupplier<K, V, W> wrapFixedKeyProcessorSupplier(
            String name, FixedKeyProcessorSupplier<K, V, W> supplier) {
        return ProcessorWrapper.asWrappedFixedKey(supplier);
    }
}
