package dev.reprise.gateway.cloudflow;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The nonces of signatures that have been seen, as long as their time would let them pass again. So many at most: beyond it
 * the oldest is forgotten, since a report that is replayed changes nothing anyway (a task is reported on once). Safe for use
 * by many threads.
 */
final class NonceCache {
    /** Takes about 30 MB when full. */
    static final int MOST = 200_000;

    private final int most;
    private final Map<String, Instant> usedUntil = new LinkedHashMap<>();

    NonceCache(int most) {
        this.most = most;
    }

    /** Notes a nonce; false if it has been noted before. */
    synchronized boolean firstUse(String accessKeyId, String nonce, Instant until, Instant now) {
        forgetOld(now);
        if (usedUntil.putIfAbsent(accessKeyId + '\n' + nonce, until) != null) {
            return false;
        }
        if (usedUntil.size() > most) {
            usedUntil.remove(usedUntil.keySet().iterator().next());
        }
        return true;
    }

    /** From the front only: one that lives a little longer than those after it holds them a little longer, too. */
    private void forgetOld(Instant now) {
        Iterator<Instant> oldest = usedUntil.values().iterator();
        while (oldest.hasNext() && oldest.next().isBefore(now)) {
            oldest.remove();
        }
    }

    synchronized int size() {
        return usedUntil.size();
    }
}
