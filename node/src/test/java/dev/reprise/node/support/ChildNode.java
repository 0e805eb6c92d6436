package dev.reprise.node.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.node.Main;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code reprise …} in a process of its own, which can be killed. Its log is on this process's stderr. */
public final class ChildNode implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Duration GONE_WITHIN = Duration.ofSeconds(30);

    private final Process process;
    private final BlockingQueue<String> stdout = new LinkedBlockingQueue<>();
    private final Thread reader;

    private ChildNode(Process process) {
        this.process = process;
        reader = new Thread(this::read, "child-stdout");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a standalone node on free ports with its data in this folder. */
    public static ChildNode standalone(Path dataDirectory, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("standalone", "--http-port", "0", "--kafka-port", "0", "--data-dir", dataDirectory.toString()));
        arguments.addAll(List.of(more));
        return run(arguments);
    }

    /** Runs any command. */
    public static ChildNode run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                // They live for seconds: what they would compile better is never used.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        // What is set for the build must not configure the node under test.
        builder.environment().keySet().removeIf(name -> name.startsWith("REPRISE_"));
        builder.directory(new File(System.getProperty("java.io.tmpdir")));
        try {
            return new ChildNode(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                stdout.add(line);
            }
        } catch (IOException e) {
            // The process is gone, and what it had to say with it.
        }
    }

    /** Waits for its first line on stdout. */
    public ReadyLine awaitReady() {
        try {
            String line = stdout.poll(READY_WITHIN.toSeconds(), TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("Expected a line on stdout within " + READY_WITHIN + "; the process is "
                        + (process.isAlive() ? "alive" : "gone with " + process.exitValue()));
            }
            return ReadyLine.parse(line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** SIGTERM; returns the exit code. */
    public int terminate() {
        process.destroy();
        return awaitExit();
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Waits until it has ended by itself; returns the exit code. */
    public int awaitExit() {
        try {
            if (!process.waitFor(GONE_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("Expected the process to be gone within " + GONE_WITHIN);
            }
            reader.join(GONE_WITHIN.toMillis());
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The next line of its stdout that is there already. */
    public @Nullable String nextLine() {
        return stdout.poll();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitExit();
    }
}
