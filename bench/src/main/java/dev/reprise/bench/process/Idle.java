package dev.reprise.bench.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Waits for children to have nothing to do any more: compactions of what was stored go on long after it was. */
public final class Idle {
    private static final Duration WINDOW = Duration.ofSeconds(2);

    /** Of a processor; a process that runs a topology needs some to look for work. */
    private static final double LITTLE = 0.2;

    private Idle() {}

    /**
     * Returns when each of them has used next to no processor for two seconds, or the time is over, and says how long it took.
     *
     * @return whether they are idle
     */
    public static boolean await(List<Child> children, Duration longest) {
        long begin = System.nanoTime();
        boolean idle = false;
        while (!idle && System.nanoTime() - begin < longest.toNanos()) {
            List<Duration> before = children.stream().map(Child::cpu).toList();
            LockSupport.parkNanos(WINDOW.toNanos());
            idle = true;
            for (int i = 0; i < children.size(); i++) {
                Duration used = children.get(i).cpu().minus(before.get(i));
                idle &= used.toNanos() < LITTLE * WINDOW.toNanos();
            }
        }
        ProgressLines.say(
                "%s after %d s",
                idle ? "idle" : "still not idle",
                Duration.ofNanos(System.nanoTime() - begin).toSeconds());
        return idle;
    }
}
