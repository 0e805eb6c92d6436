package dev.reprise.gateway.cloudflow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A bucket of calls for each access key: a call takes one out, time puts them back (the model of CloudFlow's own limits).
 * The buckets that were used last are kept, so many at most; one that is forgotten begins anew and full. Safe for use by
 * many threads.
 */
final class RateLimit {
    static final int MOST_BUCKETS = 10_000;
    private static final double NANOS = 1e9;

    private final int perSecond;
    private final int burst;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_BUCKETS;
        }
    };

    /**
     * @param perSecond calls put back each second; 0 for no limit
     * @param burst calls that a bucket holds
     */
    RateLimit(int perSecond, int burst, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoTime = nanoTime;
    }

    /** Takes a call out of a bucket; false if it is empty. */
    synchronized boolean take(String accessKeyId) {
        if (perSecond == 0) {
            return true;
        }
        long now = nanoTime.getAsLong();
        Bucket bucket = buckets.computeIfAbsent(accessKeyId, id -> new Bucket(burst, now));
        bucket.left = Math.min(burst, bucket.left + (now - bucket.at) / NANOS * perSecond);
        bucket.at = now;
        if (bucket.left < 1) {
            return false;
        }
        bucket.left--;
        return true;
    }

    synchronized int buckets() {
        return buckets.size();
    }

    private static final class Bucket {
        double left;
        long at;

        Bucket(double left, long at) {
            this.left = left;
            this.at = at;
        }
    }
}
