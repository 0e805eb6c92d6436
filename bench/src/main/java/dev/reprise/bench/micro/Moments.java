package dev.reprise.bench.micro;

import dev.reprise.processor.engine.Cause;
import dev.reprise.processor.engine.Moment;

/** Moments with command ids that are new to a job, again and again. */
final class Moments {
    static final long AT = 1_800_000_000_000L;

    private static final int COUNT = 1024; // a power of two, far more than a job remembers

    private final Moment[] all = new Moment[COUNT];
    private int next;

    Moments() {
        for (int i = 0; i < COUNT; i++) {
            all[i] = new Moment(AT + i, new Cause("cmd-000000" + i, null, 0, i));
        }
    }

    Moment next() {
        return all[next++ & (COUNT - 1)];
    }
}
