package dev.reprise.bench.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The child's end of the pipe: says that it is ready, then answers each line of stdin with one line on stdout, until stdin ends. It
 * ends with its parent, however that ends.
 */
final class ChildConsole {
    static final String READY = "ready ";
    static final String OK = "ok ";
    static final String USAGE = "usage";
    static final String COLLECT = "collect";

    private static final PrintStream OUT = System.out;
    private static final String FAILED = "failed ";
    private static final String UNKNOWN = "unknown ";

    private ChildConsole() {}

    /** Keeps stdout for answers: what the log says goes to stderr, which the parent keeps in a file. To be called first of all. */
    static void claim() {
        System.setOut(System.err);
    }

    static boolean isAnswer(String line) {
        return line.startsWith(OK) || line.startsWith(FAILED) || line.startsWith(UNKNOWN);
    }

    /** Something that the parent can ask for. */
    @FunctionalInterface
    interface Verb {
        String answer() throws Exception;
    }

    /**
     * Answers until stdin ends.
     *
     * @param ready what the parent is told first
     * @param verbs what it can ask for, besides {@code usage} and {@code collect}
     */
    static void serve(String ready, Map<String, Verb> verbs) throws IOException {
        say(READY + ready);
        answer(verbs);
    }

    /** The same for one that has its own way of saying that it is ready. */
    static void answer(Map<String, Verb> verbs) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        @Nullable String line;
        while ((line = in.readLine()) != null) {
            say(answer(line.trim(), verbs));
        }
    }

    private static String answer(String word, Map<String, Verb> verbs) {
        try {
            if (word.equals(USAGE)) {
                return OK + Usage.ofThisProcess().line();
            }
            if (word.equals(COLLECT)) {
                System.gc();
                return OK + Usage.ofThisProcess().line();
            }
            @Nullable Verb verb = verbs.get(word);
            return verb == null ? UNKNOWN + word : OK + verb.answer();
        } catch (Exception e) {
            return FAILED + e;
        }
    }

    private static void say(String line) {
        OUT.println(line);
        OUT.flush();
    }
}
