package dev.reprise.bench.soak;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a node was like at the end of one minute of a soak.
 *
 * @param heap bytes of heap that are alive: what is in use after a collection
 * @param resident bytes of memory that the process had
 * @param rocksDb bytes of its stores on disk
 * @param logs bytes of the records in its topics
 * @param p50 milliseconds that half of the minute's requests took at most
 * @param p99 the same of 99 in 100
 * @param refused requests of this minute that were not accepted, whatever the answer
 */
record Minute(long heap, long resident, long rocksDb, long logs, double p50, double p99, long refused) {
    Map<String, Object> figures() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("heapBytes", heap);
        all.put("residentBytes", resident);
        all.put("rocksDbBytes", rocksDb);
        all.put("logBytes", logs);
        all.put("p50Millis", p50);
        all.put("p99Millis", p99);
        all.put("refused", refused);
        return all;
    }
}
