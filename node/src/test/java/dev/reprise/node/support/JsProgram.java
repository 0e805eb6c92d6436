package dev.reprise.node.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A program of {@code node/src/test/js}, run by Node.js beside the test: {@code JsProgram.start("loop.mjs", url)}. The
 * vendors' clients of its {@code package.json} are installed on first use ({@link JsFolder}).
 *
 * <p>A machine without Node.js 20 or later skips the tests that start one, with the reason; with
 * {@code -Dreprise.js=required} they fail instead. A client that cannot be installed is a failure in any case.
 *
 * <p>Its output is echoed, and can be waited for line by line; {@link #close} kills it.
 */
public final class JsProgram implements AutoCloseable {
    /** For machines that are ten times slower than ours. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final String script;
    private final Process process;
    private final Thread reader;
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    private JsProgram(String script, Process process) {
        this.script = script;
        this.process = process;
        reader = new Thread(this::read, script);
        reader.setDaemon(true);
        reader.start();
    }

    /** Whether {@link #start} starts programs here; where it does not, it says why and ends the test. */
    public static boolean available() {
        return JsFolder.available();
    }

    /** Starts {@code node script arguments…}; what the machine's environment says to the vendors' clients is withheld. */
    public static JsProgram start(String script, String... arguments) {
        return start(Map.of(), script, arguments);
    }

    /** The same with further environment variables. */
    public static JsProgram start(Map<String, String> environment, String script, String... arguments) {
        Path folder = JsFolder.installed();
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(JsProgram::configuresAClient);
        builder.environment().putAll(environment);
        // Nobody speaks to it: a program that reads stdin sees its end.
        builder.redirectInput(new File("/dev/null"));
        try {
            return new JsProgram(script, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean configuresAClient(String variable) {
        String name = variable.toUpperCase(Locale.ROOT);
        return name.matches("(CAMUNDA|ZEEBE|AWS|ALIBABA|ALICLOUD|NODE|NPM)_.*|.*_PROXY");
    }

    private void read() {
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                System.out.println(script + ": " + line);
                add(line);
            }
        } catch (IOException e) {
            add("(its output broke off: " + e + ")");
        } finally {
            end();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** What it has printed so far, stdout and stderr in one. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** Waits for the first line that begins so; fails when the program ends without it. */
    public String awaitLine(String beginning) {
        return awaitLine("a line that begins with '" + beginning + "'", line -> line.startsWith(beginning));
    }

    private synchronized String awaitLine(String what, Predicate<String> wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int seen = 0;
        while (true) {
            for (; seen < lines.size(); seen++) {
                if (wanted.test(lines.get(seen))) {
                    return lines.get(seen);
                }
            }
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (ended || left <= 0) {
                throw new AssertionError("Expected %s to print %s, but it %s after:%n%s"
                        .formatted(script, what, ended ? "ended" : "was slow", String.join("\n", lines)));
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    /** Waits until it has ended by itself with exit code 0; returns all that it has printed. */
    public List<String> expectSuccess() {
        return expectSuccess(PATIENCE);
    }

    /** The same for a program that takes longer. */
    public List<String> expectSuccess(Duration within) {
        try {
            boolean gone = process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
            if (gone) {
                reader.join(PATIENCE.toMillis());
            }
            assertThat(gone)
                    .as("%s has ended within %s; it printed:%n%s", script, within, String.join("\n", lines()))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        assertThat(process.exitValue())
                .as("exit code of %s, which printed:%n%s", script, String.join("\n", lines()))
                .isZero();
        return lines();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
            reader.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
