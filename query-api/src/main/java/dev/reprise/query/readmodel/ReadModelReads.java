package dev.reprise.query.readmodel;

import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemTypes;
import dev.reprise.query.partition.Unavailable;
import dev.reprise.schemas.AvroWire;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads the rows of the read model, with faults as problems. */
final class ReadModelReads implements ReadModelStores {
    /** It takes a person. */
    private static final Duration STOPPED_RETRY_AFTER = Duration.ofSeconds(30);

    /** Where rows lie. */
    interface Source {
        /** A store of one partition; throws {@link InvalidStateStoreException} while it is not to be had. */
        ReadOnlyKeyValueStore<Bytes, byte[]> store(String name, int partition);

        /** Events of one partition that are not folded yet, as last seen; empty if not known. */
        OptionalLong lag(int partition);
    }

    private final Source source;
    private final Supplier<Optional<String>> stopped;
    private final AvroWire wire = new AvroWire();
    private final IncidentRow incidents = new IncidentRow(wire);

    ReadModelReads(Source source, Supplier<Optional<String>> stopped) {
        this.source = source;
        this.stopped = stopped;
    }

    @Override
    public ReadModelPartition partition(int partition) {
        return new OnePartition(partition);
    }

    @Override
    public void requireRunning() {
        stopped.get().ifPresent(reason -> {
            throw Problem.of(ProblemTypes.READ_MODEL_STOPPED, "The read model has stopped. " + reason)
                    .retryAfter(STOPPED_RETRY_AFTER)
                    .asException();
        });
    }

    private final class OnePartition implements ReadModelPartition {
        private final int number;

        private OnePartition(int number) {
            this.number = number;
        }

        @Override
        public Optional<Head> head(long jobKey) {
            return Optional.ofNullable(read(ReadModelNames.HEADS, rows -> rows.get(ReadModelKeys.job(jobKey))))
                    .map(Head::of);
        }

        @Override
        public HistorySlice history(long jobKey, long afterSequence, int limit, long bytes) {
            return read(ReadModelNames.HISTORY, rows -> {
                try (KeyValueIterator<Bytes, byte[]> range = rows.range(
                        ReadModelKeys.event(jobKey, afterSequence + 1), ReadModelKeys.event(jobKey, Long.MAX_VALUE))) {
                    return slice(range, limit, bytes);
                }
            });
        }

        @Override
        public boolean events(long fromJobKey, Predicate<SpecificRecord> goesOn) {
            Bytes from = ReadModelKeys.event(fromJobKey, 0);
            return read(ReadModelNames.HISTORY, rows -> through(rows, from, wire::decode, goesOn));
        }

        @Override
        public Optional<NewestIncident> incident(long jobKey) {
            return Optional.ofNullable(read(ReadModelNames.INCIDENTS, rows -> rows.get(ReadModelKeys.job(jobKey))))
                    .map(incidents::of);
        }

        @Override
        public boolean incidents(long fromJobKey, Predicate<NewestIncident> goesOn) {
            Bytes from = ReadModelKeys.job(fromJobKey);
            return read(ReadModelNames.INCIDENTS, rows -> through(rows, from, incidents::of, goesOn));
        }

        @Override
        public Map<TypeAndState, Long> counts() {
            return read(ReadModelNames.COUNTS, rows -> {
                Map<TypeAndState, Long> counts = new HashMap<>();
                try (KeyValueIterator<Bytes, byte[]> range = rows.range(ReadModelKeys.firstCount(), null)) {
                    while (range.hasNext()) {
                        KeyValue<Bytes, byte[]> row = range.next();
                        long count = ByteBuffer.wrap(row.value).getLong();
                        if (count != 0) {
                            counts.put(ReadModelKeys.counted(row.key), count);
                        }
                    }
                }
                return counts;
            });
        }

        @Override
        public Optional<FoldedUpTo> foldedUpTo() {
            return Optional.ofNullable(read(ReadModelNames.COUNTS, rows -> rows.get(ReadModelKeys.FOLDED_UP_TO)))
                    .map(FoldedUpTo::of);
        }

        @Override
        public OptionalLong lag() {
            return source.lag(number);
        }

        private <T> boolean through(
                ReadOnlyKeyValueStore<Bytes, byte[]> rows,
                Bytes from,
                Function<byte[], T> decode,
                Predicate<T> goesOn) {
            try (KeyValueIterator<Bytes, byte[]> range = rows.range(from, null)) {
                while (range.hasNext()) {
                    if (!goesOn.test(decode.apply(range.next().value))) {
                        return !range.hasNext();
                    }
                }
                return true;
            }
        }

        private HistorySlice slice(KeyValueIterator<Bytes, byte[]> range, int limit, long bytes) {
            List<SpecificRecord> events = new ArrayList<>();
            long left = bytes;
            while (range.hasNext() && events.size() < limit && left > 0) {
                byte[] event = range.next().value;
                left -= event.length;
                events.add(wire.decode(event));
            }
            return new HistorySlice(events, range.hasNext());
        }

        private <T> T read(String store, Function<ReadOnlyKeyValueStore<Bytes, byte[]>, T> read) {
            try {
                return read.apply(source.store(store, number));
            } catch (InvalidStateStoreException e) {
                throw unavailable();
            }
        }

        private RuntimeException unavailable() {
            requireRunning();
            return Unavailable.partition(number, "the read model is moving or being restored");
        }
    }
}
