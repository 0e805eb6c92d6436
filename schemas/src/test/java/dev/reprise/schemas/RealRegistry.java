package dev.reprise.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Apicurio's registry as a child process on a free loopback port, with its data in its memory. */
final class RealRegistry implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Listening on: (http://127\\.0\\.0\\.1:\\d+)");
    private static final long START_SECONDS = 120;

    private final Process process;
    private final String url;

    RealRegistry() {
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx512m",
                            "-Dquarkus.http.host=127.0.0.1",
                            "-Dquarkus.http.port=0",
                            "-Dquarkus.management.host=127.0.0.1",
                            "-Dquarkus.management.port=0",
                            "-jar",
                            jar().toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        url = awaitReady();
    }

    /** Base of its Confluent-compatible API. */
    String url() {
        return url + "/apis/ccompat/v7";
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String awaitReady() {
        BlockingQueue<String> ready = new ArrayBlockingQueue<>(1);
        Queue<String> log = new ConcurrentLinkedQueue<>();
        Thread reader = new Thread(() -> read(ready, log), "registry-log");
        reader.setDaemon(true);
        reader.start();
        try {
            String found = ready.poll(START_SECONDS, TimeUnit.SECONDS);
            if (found == null || found.isEmpty()) {
                close();
                throw new IllegalStateException(
                        "Expected the registry to start, but it said:\n" + String.join("\n", log));
            }
            return found;
        } catch (InterruptedException e) {
            close();
            throw new IllegalStateException(e);
        }
    }

    /** Reads to the end, so that the process never waits for us; an empty answer says that it ended. */
    private void read(BlockingQueue<String> ready, Queue<String> log) {
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher matcher = READY.matcher(line);
                if (matcher.find()) {
                    ready.offer(matcher.group(1));
                }
                log.add(line);
            }
        } catch (IOException e) {
            log.add(e.toString());
        }
        ready.offer("");
    }

    private static Path jar() throws IOException {
        Path home = Path.of(System.getProperty("reprise.it.registry.home"));
        try (Stream<Path> files = Files.list(home)) {
            List<Path> jars =
                    files.filter(file -> file.toString().endsWith(".jar")).toList();
            if (jars.size() != 1) {
                throw new IllegalStateException("Expected one jar to start in " + home + ", but found " + jars);
            }
            return jars.get(0);
        }
    }

    /** Runs the tests only when asked to, and says how to ask. */
    static final class Asked implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (Boolean.getBoolean("reprise.it.registry")) {
                return ConditionEvaluationResult.enabled("asked for by -Dreprise.it.registry=true");
            }
            String reason = "it downloads a registry of 140 MB; ask for it by -Dreprise.it.registry=true";
            if (context.getTestMethod().isEmpty()) {
                System.out.println("Skipped " + context.getDisplayName() + ": " + reason);
            }
            return ConditionEvaluationResult.disabled(reason);
        }
    }
}
