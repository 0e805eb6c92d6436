package dev.reprise.node.camunda8.clients;

import java.util.Random;

/** What a worker reports of a job at the end of an attempt, drawn by lot. */
record Report(Kind kind, int retries, int backOff) {
    enum Kind {
        COMPLETES,
        FAILS,
        LETS_AN_EXCEPTION_OUT,
        THROWS_AN_ERROR
    }

    private static final int LONGEST_BACKOFF_MILLIS = 200;

    /** For an attempt at a job that has so many retries: the same for the same seed, key and attempt. */
    static Report draw(long seed, long jobKey, int attempt, int retries) {
        Random lot = new Random(seed ^ (jobKey * 31 + attempt) * 0x9E3779B97F4A7C15L);
        int percent = lot.nextInt(100);
        if (percent < 55) {
            return new Report(Kind.COMPLETES, retries, 0);
        } else if (percent < 70) {
            return new Report(Kind.FAILS, retries - 1, 1 + lot.nextInt(LONGEST_BACKOFF_MILLIS));
        } else if (percent < 80) {
            return new Report(Kind.FAILS, retries - 1, 0);
        } else if (percent < 87) {
            return new Report(Kind.FAILS, 0, 0);
        } else if (percent < 94) {
            return new Report(Kind.LETS_AN_EXCEPTION_OUT, retries - 1, 0);
        }
        return new Report(Kind.THROWS_AN_ERROR, retries, 0);
    }

    /** Whether no other attempt follows. */
    boolean last() {
        return kind == Kind.COMPLETES || kind == Kind.THROWS_AN_ERROR || retries <= 0;
    }

    /** The state that it leaves a job in for good, if it is the last. */
    String state() {
        return switch (kind) {
            case COMPLETES -> "COMPLETED";
            case THROWS_AN_ERROR -> "ERROR_THROWN";
            case FAILS, LETS_AN_EXCEPTION_OUT -> "INCIDENT";
        };
    }
}
