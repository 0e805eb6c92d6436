package dev.reprise.node.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One process of the cluster, which can be started, stopped, killed, frozen, and started again. Safe for use by several threads. */
public final class Member {
    private static final String READY = "ready ";
    private static final Duration STOP_WITHIN = Duration.ofSeconds(60);
    private static final int LINES_TO_SHOW = 25;

    private final Launch launch;
    private @Nullable Process process;
    private CompletableFuture<String> ready = new CompletableFuture<>();

    public Member(Launch launch) {
        this.launch = launch;
    }

    public String name() {
        return launch.name();
    }

    /** Starts its process, unless one is running. Returns at once. */
    public synchronized void start() {
        if (process != null && process.isAlive()) {
            return;
        }
        Process started = launch.start();
        CompletableFuture<String> line = new CompletableFuture<>();
        process = started;
        ready = line;
        Thread reader = new Thread(() -> read(started, line), "reads " + name());
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Waits until it serves.
     *
     * @throws ClusterException with the end of its log, if it ends or the time is over before
     */
    public void awaitReady(Duration patience) {
        CompletableFuture<String> line;
        synchronized (this) {
            line = ready;
        }
        try {
            line.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new ClusterException(
                    "Expected %s to be ready within %d s, but it %s. Its log ends with:%n%s"
                            .formatted(name(), patience.toSeconds(), isAlive() ? "is not" : "has ended", endOfLog()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("Interrupted while waiting for " + name(), e);
        }
    }

    public synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Id of its process; 0 if it has never been started. */
    public synchronized long pid() {
        return process == null ? 0 : process.pid();
    }

    /** What it ended with; empty while it runs. */
    public synchronized OptionalInt exitCode() {
        return process == null || process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** SIGKILL, and waits until it is gone. */
    public void kill() {
        Process running = running();
        if (running != null) {
            running.destroyForcibly();
            awaitEnd(running);
        }
    }

    /** SIGTERM, and waits until it has stopped in an orderly way; SIGKILL after a minute. */
    public void stop() {
        Process running = running();
        if (running != null) {
            running.destroy();
            awaitEnd(running);
        }
    }

    /** SIGTERM; returns at once. */
    public void beginStop() {
        Process running = running();
        if (running != null) {
            running.destroy();
        }
    }

    /** SIGSTOP: it does not get a moment of a processor until {@link #resume}. */
    public void pause() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        Process running = running();
        if (running == null) {
            return;
        }
        try {
            int code = new ProcessBuilder("kill", "-" + signal, Long.toString(running.pid()))
                    .start()
                    .waitFor();
            if (code != 0 && running.isAlive()) {
                throw new ClusterException(
                        "Expected to send SIG" + signal + " to " + name() + ", but kill ended with " + code);
            }
        } catch (IOException e) {
            throw new ClusterException("Expected to send SIG" + signal + " to " + name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Process running() {
        return process;
    }

    private static void awaitEnd(Process running) {
        try {
            if (!running.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void read(Process process, CompletableFuture<String> ready) {
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(READY)) {
                    ready.complete(line);
                }
            }
        } catch (IOException e) {
            // as good as its end
        }
        ready.completeExceptionally(new ClusterException("It ended"));
    }

    /** The last lines that it logged. */
    public String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(launch.log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_TO_SHOW), lines.size()));
        } catch (IOException e) {
            return "(no log)";
        }
    }
}
