package dev.reprise.query;

import dev.reprise.processor.engine.Cause;
import dev.reprise.processor.engine.Engine;
import dev.reprise.processor.engine.EngineSettings;
import dev.reprise.processor.engine.Moment;
import dev.reprise.processor.engine.Result;
import dev.reprise.processor.engine.rows.DueRow;
import dev.reprise.processor.engine.rows.MapRows;
import dev.reprise.processor.streams.RowIterator;
import dev.reprise.query.jobs.EnginePartition;
import dev.reprise.query.jobs.EngineStores;
import dev.reprise.query.partition.Unavailable;
import dev.reprise.schemas.JobKeys;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/** The real engine, with its rows in memory: one for each partition, as under Kafka Streams. */
public final class EngineOnMaps implements EngineStores {
    public static final long T0 = 1_750_000_000_000L;

    private final List<OnePartition> partitions = new ArrayList<>();
    private final List<SpecificRecord> events = new ArrayList<>();
    private final Set<Integer> away = ConcurrentHashMap.newKeySet();
    private long clock = T0;

    public EngineOnMaps(int count) {
        for (int i = 0; i < count; i++) {
            partitions.add(new OnePartition(i));
        }
    }

    /** Decides a command to a job, in the job's partition. */
    public synchronized Position handle(long jobKey, SpecificRecord command) {
        return handleIn(JobKeys.partitionFor(jobKey, partitions.size()), command);
    }

    /** Decides a command in a partition. */
    public synchronized Position handleIn(int partition, SpecificRecord command) {
        return partitions.get(partition).handle(command);
    }

    /** Lets time pass, and all that falls due act. */
    public synchronized void pass(long millis) {
        clock += millis;
        partitions.forEach(OnePartition::fire);
    }

    public long now() {
        return clock;
    }

    /** All that happened, in the order of each partition. */
    public synchronized List<SpecificRecord> events() {
        return List.copyOf(events);
    }

    public synchronized List<Job> jobs() {
        return partitions.stream()
                .flatMap(partition -> partition.rows.jobs().values().stream())
                .toList();
    }

    /** The partition moves away: it cannot be read here until it comes back. */
    public void moveAway(int partition) {
        away.add(partition);
    }

    public void comeBack(int partition) {
        away.remove(partition);
    }

    @Override
    public EnginePartition partition(int partition) {
        return partitions.get(partition);
    }

    private final class OnePartition implements EnginePartition {
        private final int number;
        private final MapRows rows = new MapRows();
        private final Engine engine = new Engine(EngineSettings.DEFAULT, type -> Optional.empty(), rows);
        private long offset = -1;

        private OnePartition(int number) {
            this.number = number;
        }

        private Position handle(SpecificRecord command) {
            offset++;
            String id = "command-" + number + "-" + offset;
            Result result = engine.handle(command, new Moment(clock, new Cause(id, null, number, offset)));
            events.addAll(result.events());
            return new Position(number, offset);
        }

        private void fire() {
            while (!rows.due().isEmpty() && rows.due().first().dueAt() <= clock) {
                DueRow row = rows.due().first();
                engine.due(row, new Moment(clock, Cause.time(number)))
                        .ifPresent(result -> events.addAll(result.events()));
            }
        }

        @Override
        public Optional<Job> job(long jobKey) {
            return here(() -> rows.job(jobKey));
        }

        @Override
        public Optional<JobPayload> payload(long jobKey) {
            return here(() -> rows.payload(jobKey));
        }

        @Override
        public Optional<String> errorDetails(long jobKey) {
            return here(() -> rows.errorDetails(jobKey));
        }

        @Override
        public RowIterator<Job> jobs(long fromJobKey) {
            return here(() -> rows(rows.jobs().tailMap(fromJobKey, true).values()));
        }

        @Override
        public RowIterator<Long> incidents(long fromJobKey) {
            return here(() -> rows(rows.incidents().tailSet(fromJobKey, true)));
        }

        @Override
        public RowIterator<DueRow> due() {
            return here(() -> rows(rows.due()));
        }

        @Override
        public OptionalLong processed() {
            return offset < 0 || away.contains(number) ? OptionalLong.empty() : OptionalLong.of(offset);
        }

        private <T> T here(Supplier<T> read) {
            if (away.contains(number)) {
                throw Unavailable.partition(number, "it is moving");
            }
            synchronized (EngineOnMaps.this) {
                return read.get();
            }
        }

        private <T> RowIterator<T> rows(Collection<T> all) {
            Iterator<T> copy = List.copyOf(all).iterator();
            return new RowIterator<>() {
                @Override
                public boolean hasNext() {
                    return copy.hasNext();
                }

                @Override
                public T next() {
                    return copy.next();
                }

                @Override
                public void close() {
                    // nothing is held
                }
            };
        }
    }
}
