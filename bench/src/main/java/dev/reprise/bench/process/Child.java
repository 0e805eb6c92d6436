package dev.reprise.bench.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A JVM of its own that does one job in a run. It logs into a file, and ends when this is closed or this process ends. */
public final class Child implements AutoCloseable {
    private static final Duration START_WITHIN = Duration.ofSeconds(90);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(30);
    private static final String GONE = "gone";

    private final String name;
    private final Path log;
    private final Process process;
    private final BufferedWriter in;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private Child(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
        Thread reader = new Thread(this::read, "reads " + name);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a main class of this class path.
     *
     * @param logs folder for its log
     * @param jvm options of its JVM
     */
    public static Child start(String name, Path logs, List<String> jvm, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(arguments);
        return launch(name, logs, command, Map.of());
    }

    /**
     * Starts a command that has its own idea of when it ends: what it is asked for is in vain, and it is to be stopped.
     *
     * @param environment variables over those of this process
     */
    static Child launch(String name, Path logs, List<String> command, Map<String, String> environment) {
        Path log = logs.resolve(name + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            return new Child(name, log, process);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to start " + name + ", but " + e.getMessage(), e);
        }
    }

    /** Waits until it says that it is ready, and returns what it says with it. */
    public String ready() {
        return ready(START_WITHIN);
    }

    /** The same, for one that has much to do before. */
    public String ready(Duration within) {
        String line = next(within);
        while (!line.startsWith(ChildConsole.READY)) { // the JVM may have something to say, too
            if (line.equals(GONE)) {
                throw failed("ended before it was ready");
            }
            line = next(within);
        }
        return line.substring(ChildConsole.READY.length());
    }

    /** Asks for something and waits for the answer. */
    public synchronized String ask(String word) {
        try {
            in.write(word + "\n");
            in.flush();
        } catch (IOException e) {
            throw failed("does not listen: " + e.getMessage());
        }
        String line = next(ANSWER_WITHIN);
        while (!ChildConsole.isAnswer(line) && !line.equals(GONE)) { // the JVM may have something to say, too
            line = next(ANSWER_WITHIN);
        }
        if (!line.startsWith(ChildConsole.OK)) {
            throw failed("answered '" + word + "' with '" + line + "'");
        }
        return line.substring(ChildConsole.OK.length());
    }

    /** What it has used so far. */
    public Usage usage() {
        return Usage.parse(ask(ChildConsole.USAGE));
    }

    /** What records have come to so far, if it is the broker. */
    public Traffic traffic() {
        return Traffic.parse(ask(BrokerMain.TRAFFIC));
    }

    /** What it is at, if it runs a topology. */
    public Tasks tasks() {
        return Tasks.parse(ask(StreamsVerbs.TASKS));
    }

    /** What it has restored, if it is the engine. */
    public Restoration restored() {
        return Restoration.parse(ask(StreamsVerbs.RESTORED));
    }

    /** CPU time that the system says it has used; for children that cannot be asked. Exact to 10 ms. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** What it has used so far, after its garbage has been collected: the heap in use is what is alive. */
    public Usage usageWithoutGarbage() {
        return Usage.parse(ask(ChildConsole.COLLECT));
    }

    String name() {
        return name;
    }

    /** Its id as a process, to look at it with other tools. */
    public long pid() {
        return process.pid();
    }

    private String next(Duration within) {
        try {
            @Nullable String line = lines.poll(within.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                throw failed("has not answered within " + within.toSeconds() + " s");
            }
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("was waited for in vain");
        }
    }

    private void read() {
        try (BufferedReader out = process.inputReader(UTF_8)) {
            @Nullable String line;
            while ((line = out.readLine()) != null) {
                lines.add(line);
            }
        } catch (IOException e) {
            // as good as its end
        }
        lines.add(GONE);
    }

    private IllegalStateException failed(String what) {
        return new IllegalStateException("The process '" + name + "' " + what + ". Its log ends with:\n" + tail());
    }

    private String tail() {
        try {
            List<String> all = Files.readAllLines(log);
            return String.join("\n", all.subList(Math.max(0, all.size() - 20), all.size()));
        } catch (IOException e) {
            return "(no log)";
        }
    }

    /** Tells it to stop, as the system does (SIGTERM), and returns when it has. */
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                throw failed("did not stop within " + STOP_WITHIN.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            in.close();
            if (!process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                ProgressLines.say("%s did not end by itself", name);
            }
        } catch (IOException e) {
            ProgressLines.say("%s was gone already", name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    /** Ends it at once. */
    public void kill() {
        process.destroyForcibly();
        try {
            boolean unused = process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
