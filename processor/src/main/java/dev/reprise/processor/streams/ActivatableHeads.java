package dev.reprise.processor.streams;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the index of waiting jobs, for each tenant and type: a key below which there is no row, and whether there is none
 * at all. Jobs are taken from the head, so without a bound each look for the next one would wade through all that were taken before;
 * and without knowing that a type is empty, through those of the type behind it. In memory only: to forget costs time, never a job.
 */
final class ActivatableHeads {
    private static final int MOST = 10_000;

    /** How many rows there are is known from when there were none. */
    private static final class Head {
        private Bytes from;
        private int rows;
        private boolean counted;

        private Head(Bytes from) {
            this.from = from;
        }
    }

    private final Map<Bytes, Head> heads = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, Head> eldest) {
            return size() > MOST;
        }
    };

    /** Where to begin to look; null if there is nothing to find. */
    @Nullable
    Bytes from(Bytes prefix) {
        Head head = heads.get(prefix);
        if (head == null) {
            return prefix;
        }
        return head.counted && head.rows == 0 ? null : head.from;
    }

    /** The first row is this one. */
    void found(Bytes prefix, Bytes first) {
        heads.computeIfAbsent(prefix, Head::new).from = first;
    }

    /** There is no row. */
    void foundNone(Bytes prefix) {
        Head head = heads.computeIfAbsent(prefix, Head::new);
        head.counted = true;
        head.rows = 0;
    }

    void added(Bytes prefix, Bytes key) {
        Head head = heads.get(prefix);
        if (head == null) {
            return;
        }
        if (head.counted && head.rows == 0 || key.compareTo(head.from) < 0) {
            head.from = key;
        }
        head.rows++;
    }

    void removed(Bytes prefix) {
        Head head = heads.get(prefix);
        if (head != null) {
            head.rows--;
        }
    }
}
