package dev.reprise.bench.micro;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench micro}: JMH on what happens within the processor. */
@Command(
        name = "micro",
        description = "JMH: records to bytes and back, deciding and applying, keys of rows.",
        mixinStandardHelpOptions = true)
public final class MicroBench implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            defaultValue = ".*Benchmark.*",
            description = "Which, as a regular expression (default: all).")
    private String which = ".*Benchmark.*";

    @Option(names = "--iterations", defaultValue = "5", description = "Of a second each (default: ${DEFAULT-VALUE}).")
    private int iterations;

    @Option(names = "--forks", defaultValue = "1", description = "JVMs for each (default: ${DEFAULT-VALUE}).")
    private int forks;

    @Option(names = "--json", description = "File for JMH's own JSON.")
    private @Nullable Path json;

    @Option(names = "--profiler", description = "One of JMH's profilers, such as gc.")
    private @Nullable String profiler;

    @Override
    public Integer call() throws Exception {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(which)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.seconds(1))
                .forks(forks)
                .jvmArgsAppend("-Xmx512m");
        if (json != null) {
            options.resultFormat(ResultFormatType.JSON).result(json.toString());
        }
        if (profiler != null) {
            options.addProfiler(profiler);
        }
        var unused = new Runner(options.build()).run();
        return 0;
    }
}
