package dev.reprise.query.readmodel;

import dev.reprise.common.JobState;

/** States as bytes in rows. The codes are on disk and in changelogs, and never change. */
final class StateCodes {
    private StateCodes() {}

    static byte code(JobState state) {
        return switch (state) {
            case UNSPECIFIED -> throw new IllegalArgumentException("Expected a state, but it is unspecified");
            case ACTIVATABLE -> 1;
            case ACTIVATED -> 2;
            case BACKING_OFF -> 3;
            case INCIDENT -> 4;
            case COMPLETED -> 5;
            case CANCELED -> 6;
            case ERROR_THROWN -> 7;
        };
    }

    static JobState state(byte code) {
        return switch (code) {
            case 1 -> JobState.ACTIVATABLE;
            case 2 -> JobState.ACTIVATED;
            case 3 -> JobState.BACKING_OFF;
            case 4 -> JobState.INCIDENT;
            case 5 -> JobState.COMPLETED;
            case 6 -> JobState.CANCELED;
            case 7 -> JobState.ERROR_THROWN;
            default -> throw new IllegalArgumentException("Expected the code of a state, 1 to 7, but got " + code);
        };
    }
}
