package dev.reprise.query.events;

import dev.reprise.event.JobCreated;
import dev.reprise.query.FoundEvent;
import dev.reprise.query.JobThen;
import dev.reprise.query.partition.Unavailable;
import dev.reprise.query.search.EntryPage;
import dev.reprise.query.search.Mark;
import dev.reprise.schemas.AvroWire;
import dev.reprise.schemas.UndecodableRecordException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events on their way between nodes: JSON around records in the form that stores have them in, in base64. */
final class EventWire {
    record Row(
            byte[] event,
            byte[] created,
            int priority,
            int retries,
            boolean retriesGiven,
            @Nullable String worker) {}

    record Page(List<Row> rows, @Nullable Mark scannedTo) {}

    /** One event, or none. */
    record Found(@Nullable Row event) {}

    private final AvroWire avro = new AvroWire();

    Row row(FoundEvent found) {
        JobThen job = found.job();
        return new Row(
                avro.encode(found.event()),
                avro.encode(job.created()),
                job.priority(),
                job.retries(),
                job.retriesGiven(),
                job.worker());
    }

    Page page(EntryPage<FoundEvent> page) {
        return new Page(page.entries().stream().map(this::row).toList(), page.scannedTo());
    }

    FoundEvent found(Row row) {
        try {
            JobThen job = new JobThen(
                    avro.decode(row.created(), JobCreated.class),
                    row.priority(),
                    row.retries(),
                    row.retriesGiven(),
                    row.worker());
            return new FoundEvent(avro.decode(row.event()), job);
        } catch (UndecodableRecordException e) {
            throw Unavailable.peer("another release", "it sent what this one cannot read: " + e.getMessage());
        }
    }

    EntryPage<FoundEvent> found(Page page) {
        return new EntryPage<>(page.rows().stream().map(this::found).toList(), page.scannedTo());
    }
}
