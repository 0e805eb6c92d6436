package dev.reprise.processor.replay;

import dev.reprise.schemas.AvroWire;
import dev.reprise.schemas.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Replays one partition, in rounds, and works beside a busy engine.
 *
 * <p>Events and rows of a decision are one transaction, but they lie in several topics, and the end of a transaction shows in each at
 * its own moment. So a job may look different at first and be equal all the same. Each round takes the ends of all topics and reads to
 * them. Whatever one topic showed as committed at the end of a round had then been written to all topics, so at the end of the next
 * round all of them show it. Hence the rule: a job that differs, and of which nothing is read in two further rounds, is different. (One round would do,
 * but compaction may have taken a row away in favour of a later one that lies behind the round's end.) One that is equal at the end of
 * any round is equal. One that changes in every round is left out and counted.
 */
final class PartitionReplay {
    private static final int MOST_ROUNDS = 50;
    private static final int UNMOVED_ROUNDS = 2;

    private final int partition;
    private final TopicLog log;
    private final List<TopicPartition> topics = new ArrayList<>();
    private final JobEntries byEvents = new JobEntries();
    private final JobEntries byStores = new JobEntries();
    private final EventFold events;
    private final ChangelogFold changelogs = new ChangelogFold(byStores);
    private final Comparison comparison;
    private final List<Difference> differences = new ArrayList<>();
    private long eventsRead;
    private long rowsRead;

    PartitionReplay(int partition, TopicLog log, Deserializer<SpecificRecord> deserializer, AvroWire wire) {
        this.partition = partition;
        this.log = log;
        topics.add(new TopicPartition(Topics.JOB_EVENTS, partition));
        ChangelogFold.topics().forEach(topic -> topics.add(new TopicPartition(topic, partition)));
        events = new EventFold(byEvents, deserializer, wire);
        comparison = new Comparison(partition, wire);
    }

    ReplayResult run() {
        readOneRound();
        Map<Long, Integer> suspects = new TreeMap<>(); // with the number of rounds that they have not moved in
        different(byEvents.keys()).forEach(jobKey -> suspects.put(jobKey, 0));
        different(byStores.keys()).forEach(jobKey -> suspects.put(jobKey, 0));
        long jobs = byEvents.keys().size()
                + byStores.keys().stream()
                        .filter(jobKey -> byEvents.get(jobKey) == null)
                        .count();
        for (int round = 2; !suspects.isEmpty() && round <= MOST_ROUNDS; round++) {
            Set<Long> moved = readOneRound();
            suspects.keySet().retainAll(different(suspects.keySet()));
            suspects.replaceAll((jobKey, rounds) -> moved.contains(jobKey) ? 0 : rounds + 1);
            convict(suspects);
        }
        differences.sort(Comparator.comparingLong(Difference::jobKey));
        return new ReplayResult(
                1,
                eventsRead,
                rowsRead,
                jobs - suspects.size(),
                suspects.size(),
                differences.size(),
                differences.stream().findFirst());
    }

    private void convict(Map<Long, Integer> suspects) {
        suspects.forEach((jobKey, rounds) -> {
            if (rounds >= UNMOVED_ROUNDS) {
                compare(jobKey).ifPresent(differences::add);
            }
        });
        suspects.values().removeIf(rounds -> rounds >= UNMOVED_ROUNDS);
    }

    /** Reads to the present end, and tells which jobs have changed on either side. */
    private Set<Long> readOneRound() {
        log.readTo(log.ends(topics), this::fold);
        Set<Long> touched = new HashSet<>(byEvents.takeTouched());
        touched.addAll(byStores.takeTouched());
        return touched;
    }

    private void fold(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topics.JOB_EVENTS)) {
            events.apply(partition, record.offset(), record.value());
            eventsRead++;
        } else {
            changelogs.apply(record.topic(), record.key(), record.value());
            rowsRead++;
        }
    }

    private Set<Long> different(Collection<Long> jobKeys) {
        Set<Long> different = new HashSet<>();
        for (long jobKey : jobKeys) {
            if (compare(jobKey).isPresent()) {
                different.add(jobKey);
            }
        }
        return different;
    }

    private Optional<Difference> compare(long jobKey) {
        return comparison.of(jobKey, byEvents.get(jobKey), byStores.get(jobKey));
    }
}
