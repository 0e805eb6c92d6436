package dev.reprise.faults.check;

import dev.reprise.reply.CommandRejected;
import dev.reprise.schemas.JobKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** Events and refusals in memory, in the order in which they are added. */
public final class ListedEvents implements EventSource {
    private final int partitions;
    private final Map<Integer, List<Logged>> events = new TreeMap<>();
    private final Map<Integer, List<Logged>> rejections = new TreeMap<>();

    public ListedEvents(int partitions) {
        this.partitions = partitions;
    }

    /** Adds an event, or a refusal of a command to a job, to the partition of its job. */
    public ListedEvents add(SpecificRecord record) {
        if (record instanceof CommandRejected rejected) {
            Long jobKey = rejected.getJobKey();
            return add(jobKey == null ? 0 : JobKeys.partitionFor(jobKey, partitions), record);
        }
        return add(JobKeys.partitionFor(Head.of(record).jobKey(), partitions), record);
    }

    /** Adds it to a partition. */
    public ListedEvents add(int partition, SpecificRecord record) {
        List<Logged> log = (record instanceof CommandRejected ? rejections : events)
                .computeIfAbsent(partition, number -> new ArrayList<>());
        log.add(new Logged(partition, log.size(), record));
        return this;
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public void events(int partition, Consumer<Logged> reader) {
        events.getOrDefault(partition, List.of()).forEach(reader);
    }

    @Override
    public void rejections(int partition, Consumer<Logged> reader) {
        rejections.getOrDefault(partition, List.of()).forEach(reader);
    }
}
