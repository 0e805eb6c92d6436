package dev.reprise.bench.restore;

import dev.reprise.bench.process.Child;
import dev.reprise.bench.process.Member;
import dev.reprise.bench.process.ProgressLines;
import dev.reprise.bench.process.Rig;
import dev.reprise.bench.process.Tasks;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Two processes of the engine: one decides, the other has a copy of its state. When the one goes, the other goes on. */
final class Pair {
    /** A copy is never less behind than what is written between two looks at it. */
    private static final long CAUGHT_UP = 500;

    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Rig rig;
    private final List<String> jvm;
    private final Trickle trickle;
    private final Duration patience;
    private final Map<Member, Child> children = new LinkedHashMap<>();

    private @Nullable Member missing;

    /** Returns when the second has a copy of what the first has. */
    Pair(Member first, Member second, Rig rig, List<String> jvm, Trickle trickle, Duration patience) {
        this.rig = rig;
        this.jvm = jvm;
        this.trickle = trickle;
        this.patience = patience;
        start(first);
        missing = second;
        complete();
    }

    /** The one that decides leaves in an orderly way, as a node does that is told to stop. */
    Standstill leave() {
        return without("leaves", Child::close);
    }

    /** The one that decides is killed. */
    Standstill kill() {
        return without("is killed", Child::kill);
    }

    /** How long nothing is decided once the one is gone, from the moment on at which it was told to go. */
    private Standstill without(String what, Consumer<Child> how) {
        complete();
        Member gone = children.keySet().stream()
                .filter(member -> child(member).tasks().active() > 0)
                .findFirst()
                .orElseThrow();
        long from = System.nanoTime();
        how.accept(child(gone));
        children.remove(gone);
        trickle.awaitDecision(patience); // it has ended: whoever decides now is the other
        Standstill standstill = trickle.standstill(from);
        ProgressLines.say(
                "%s %s: the other decides after %.2f s, nothing was decided for %.2f s",
                gone.name(), what, standstill.secondsAfter(), standstill.seconds());
        missing = gone;
        return standstill;
    }

    /** Has the last one that went back, with a copy. */
    private void complete() {
        if (missing != null) {
            start(missing);
            missing = null;
        }
        awaitCopy();
    }

    private void start(Member member) {
        Child child = rig.engine(member, jvm);
        String unused = child.ready(patience);
        children.put(member, child);
    }

    private void awaitCopy() {
        await("one to decide and one to have a copy", () -> {
            List<Tasks> all = children.values().stream().map(Child::tasks).toList();
            return all.stream().anyMatch(tasks -> tasks.active() == 1 && tasks.standby() == 0)
                    && all.stream()
                            .anyMatch(tasks -> tasks.active() == 0 && tasks.standby() == 1 && tasks.lag() <= CAUGHT_UP);
        });
    }

    private Child child(Member member) {
        return Optional.ofNullable(children.get(member)).orElseThrow();
    }

    private void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("Expected " + what + " within " + patience.toSeconds() + " s, but "
                        + children.values().stream().map(Child::tasks).toList());
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }
}
