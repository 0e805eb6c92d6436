package dev.reprise.bench.kafka;

import java.time.Duration;

/**
 * How the engine is compared with the yardstick.
 *
 * @param jobs how many are stored
 * @param commands how many a round has
 * @param warmUps rounds before those that count: code that the JVM has not compiled yet costs ten times as much
 * @param rounds how many count
 * @param commitInterval time between commits
 * @param bareRocksDb RocksDB's settings of the yardstick: {@code same} as the engine's, or {@code default}
 * @param payload bytes of a job's variables; 0 for a few as they are in practice
 */
record Plan(int jobs, int commands, int warmUps, int rounds, Duration commitInterval, String bareRocksDb, int payload) {
    static final String TOO_FEW_JOBS =
            "Expected --jobs of at least --commands for each round, warm-ups included, and once more: a job that waits for "
                    + "its retry cannot fail again";

    boolean hasEnoughJobs() {
        return (long) commands * (warmUps + rounds + 1) <= jobs;
    }

    /** Jobs at the start of the way, each to fail once, with a backoff. */
    int waiting() {
        return commands * (warmUps + rounds);
    }
}
