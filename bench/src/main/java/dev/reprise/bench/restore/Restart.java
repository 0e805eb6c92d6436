package dev.reprise.bench.restore;

import dev.reprise.bench.process.Child;
import dev.reprise.bench.process.Folders;
import dev.reprise.bench.process.Member;
import dev.reprise.bench.process.ProgressLines;
import dev.reprise.bench.process.Restoration;
import dev.reprise.bench.process.Rig;
import java.time.Duration;
import java.util.List;

/**
 * The engine is killed, loses its stores and is started again, while commands go on to come in. It keeps what a node keeps after a
 * kill: the id under which its open transaction is found and ended. (Without, Kafka ends that some seconds later.)
 *
 * @param seconds from the start of the process until a decision was seen
 * @param jvmSeconds part of it until the JVM had come to start the topology
 * @param restoreSeconds part of it, from there until the last store was whole
 * @param rows how many were restored
 * @param bytes how long the changelogs were
 */
record Restart(double seconds, double jvmSeconds, double restoreSeconds, long rows, long bytes) {
    private static final String CHANGELOG = "-changelog-";

    /** The processes of one such restart. */
    record Made(Restart restart, Child engine) {}

    static Made of(Child engine, Rig rig, Member member, List<String> jvm, Trickle trickle, Duration patience) {
        long from = System.nanoTime();
        engine.kill();
        Folders.deleteFoldersIn(rig.stateOf(member));
        long bytes = Folders.logBytes(rig.brokerFolder(), topic -> topic.contains(CHANGELOG));
        long start = System.nanoTime();
        long startedAt = System.currentTimeMillis();
        Child again = rig.engine(member, jvm);
        String unused = again.ready(patience);
        trickle.awaitDecision(patience);
        Restoration restored = again.restored();
        Restart restart = new Restart(
                (from - start + trickle.standstill(from).after()) / 1e9,
                (restored.begunAt() - startedAt) / 1e3,
                Math.max(0, restored.endedAt() - restored.begunAt()) / 1e3,
                restored.rows(),
                bytes);
        ProgressLines.say(
                "restart: decides after %.1f s, %,d rows restored in %.1f s",
                restart.seconds, restart.rows, restart.restoreSeconds);
        return new Made(restart, again);
    }

    double rowsPerSecond() {
        return rows / restoreSeconds;
    }

    double megabytesPerSecond() {
        return bytes / 1e6 / restoreSeconds;
    }
}
