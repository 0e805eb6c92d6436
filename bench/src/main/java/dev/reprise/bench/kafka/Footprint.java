package dev.reprise.bench.kafka;

import dev.reprise.bench.process.Child;
import dev.reprise.bench.process.Folders;
import dev.reprise.bench.process.Traffic;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * What records have come to so far, in bytes.
 *
 * @param in to the broker, from producers and topologies
 * @param out of the broker, to topologies and consumers
 * @param topics on disk, in commands, events and changelogs
 * @param stores on disk, in RocksDB
 */
record Footprint(long in, long out, long topics, long stores) {
    /** Where to look for it. */
    record Place(Child broker, Path brokerFolder, Path stateFolder, Predicate<String> topic) {
        Footprint now() {
            Traffic traffic = broker.traffic();
            return new Footprint(
                    traffic.in(),
                    traffic.out(),
                    Folders.logBytes(brokerFolder, topic),
                    Folders.rocksDbBytes(stateFolder));
        }
    }

    Footprint since(Footprint before) {
        return new Footprint(in - before.in, out - before.out, topics - before.topics, stores - before.stores);
    }
}
