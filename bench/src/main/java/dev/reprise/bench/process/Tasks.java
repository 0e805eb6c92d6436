package dev.reprise.bench.process;

import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.LagInfo;

/**
 * What a process with a topology is at.
 *
 * @param active tasks that it does itself
 * @param standby tasks of others whose state it keeps a copy of
 * @param lag rows that its copies are behind
 */
public record Tasks(int active, int standby, long lag) {
    static Tasks of(KafkaStreams streams) {
        int active = 0;
        int standby = 0;
        for (var thread : streams.metadataForLocalThreads()) {
            active += thread.activeTasks().size();
            standby += thread.standbyTasks().size();
        }
        long lag = streams.allLocalStorePartitionLags().values().stream()
                .flatMap(partitions -> partitions.values().stream())
                .mapToLong(LagInfo::offsetLag)
                .sum();
        return new Tasks(active, standby, lag);
    }

    /** One line of text. */
    String line() {
        return active + " " + standby + " " + lag;
    }

    static Tasks parse(String line) {
        String[] parts = line.split(" ", -1);
        return new Tasks(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
    }
}
