package dev.reprise.bench.process;

/** Lines on stderr that tell how far a run is. */
public final class ProgressLines {
    private static final long START = System.nanoTime();

    private ProgressLines() {}

    /** Says something, with the seconds since the start before it. */
    public static void say(String format, Object... arguments) {
        System.err.printf("[%6.1f s] %s%n", (System.nanoTime() - START) / 1e9, format.formatted(arguments));
    }
}
