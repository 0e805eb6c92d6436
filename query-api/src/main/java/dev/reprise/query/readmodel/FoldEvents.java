package dev.reprise.query.readmodel;

import dev.reprise.common.JobState;
import dev.reprise.event.JobCreated;
import dev.reprise.event.JobPurged;
import dev.reprise.processor.engine.apply.EventHeader;
import dev.reprise.schemas.AvroWire;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events of one partition into histories, incidents, heads and counts. An event that has been folded before changes nothing: each is
 * compared with its job's head. Rows and input offset are one transaction (exactly-once), so that after a crash neither is ahead.
 */
final class FoldEvents implements Processor<byte[], byte[], Void, Void> {
    private final EventDecoder decoder;
    private final AvroWire wire;

    @SuppressWarnings("NullAway.Init")
    private ProcessingContext context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<Bytes, byte[]> history;

    @SuppressWarnings("NullAway.Init")
    private FoldIncidents incidents;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<Bytes, byte[]> heads;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<Bytes, byte[]> counts;

    FoldEvents(EventDecoder decoder, AvroWire wire) {
        this.decoder = decoder;
        this.wire = wire;
    }

    @Override
    public void init(ProcessorContext<Void, Void> processorContext) {
        context = processorContext;
        history = context.getStateStore(ReadModelNames.HISTORY);
        incidents = new FoldIncidents(wire, context.getStateStore(ReadModelNames.INCIDENTS), history);
        heads = context.getStateStore(ReadModelNames.HEADS);
        counts = context.getStateStore(ReadModelNames.COUNTS);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata metadata = context.recordMetadata().orElseThrow();
        try {
            fold(decoder.event(record.value()), metadata.offset());
        } catch (UnfoldableEventException e) {
            throw new UnfoldableEventException(
                    "Expected to fold the record at offset %d of %s-%d, but %s; if a newer release wrote it, run that release or a later one"
                            .formatted(metadata.offset(), metadata.topic(), metadata.partition(), e.getMessage()),
                    e);
        }
    }

    private void fold(SpecificRecord event, long offset) {
        long jobKey = EventHeader.jobKey(event);
        long sequence = EventHeader.sequence(event);
        Head head = head(jobKey);
        if (head != null && sequence <= head.sequence() || head == null && isOfPurged(sequence, offset)) {
            return; // folded before
        }
        long expected = head == null ? 1 : head.sequence() + 1;
        if (sequence != expected) {
            throw new UnfoldableEventException("it is event %d of job %d (%s), where event %d has to come"
                    .formatted(sequence, jobKey, event.getSchema().getName(), expected));
        }
        if (event instanceof JobPurged && head != null) {
            purge(jobKey, head);
        } else {
            put(event, jobKey, head);
        }
        counts.put(ReadModelKeys.FOLDED_UP_TO, new FoldedUpTo(offset, EventHeader.occurredAt(event)).bytes());
    }

    private void put(SpecificRecord event, long jobKey, @Nullable Head before) {
        Head after = after(event, before);
        // With the catalogue's ids, whatever the topic's are: histories can be read when the registry cannot.
        history.put(ReadModelKeys.event(jobKey, after.sequence()), wire.encode(event));
        incidents.fold(event, jobKey, before == null ? null : before.state(), after.state());
        heads.put(ReadModelKeys.job(jobKey), after.bytes()); // last: who sees a head finds all events up to it
        if (before == null) {
            count(after, 1);
        } else if (before.state() != after.state()) {
            count(before, -1);
            count(after, 1);
        }
    }

    private static Head after(SpecificRecord event, @Nullable Head before) {
        if (before != null) {
            return before.next(StateAfter.of(event, before.state()));
        }
        if (!(event instanceof JobCreated)) {
            throw new UnfoldableEventException("it is the first event of a job, but is a "
                    + event.getSchema().getName());
        }
        return new Head(
                EventHeader.jobType(event),
                StateAfter.of(event, JobState.UNSPECIFIED),
                1,
                EventHeader.occurredAt(event).toEpochMilli());
    }

    private void purge(long jobKey, Head head) {
        heads.delete(ReadModelKeys.job(jobKey)); // first: who still sees it after reading has read the whole history
        List<Bytes> rows = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> events =
                history.range(ReadModelKeys.event(jobKey, 0), ReadModelKeys.event(jobKey, Long.MAX_VALUE))) {
            events.forEachRemaining(row -> rows.add(row.key));
        }
        rows.forEach(history::delete);
        incidents.purge(jobKey);
        count(head, -1);
    }

    /** Counts stay at 0 and are not deleted: a deletion that a changelog has forgotten would bring an old count back. */
    private void count(Head head, int change) {
        Bytes key = ReadModelKeys.count(new TypeAndState(head.type(), head.state()));
        byte[] row = counts.get(key);
        long count = (row == null ? 0 : ByteBuffer.wrap(row).getLong()) + change;
        counts.put(key, ByteBuffer.allocate(Long.BYTES).putLong(count).array());
    }

    /** Whether the event is of a job that was purged further on, in what has been folded. */
    private boolean isOfPurged(long sequence, long offset) {
        if (sequence == 1) {
            return false; // begins a job; and if it has been folded before, so have the events up to its end that
            // follow
        }
        byte[] row = counts.get(ReadModelKeys.FOLDED_UP_TO);
        return row != null && offset <= FoldedUpTo.of(row).offset();
    }

    private @Nullable Head head(long jobKey) {
        byte[] row = heads.get(ReadModelKeys.job(jobKey));
        return row == null ? null : Head.of(row);
    }
}
