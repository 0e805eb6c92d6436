package dev.reprise.query.jobs;

import dev.reprise.query.FoundJob;
import dev.reprise.query.Position;
import dev.reprise.query.http.ProblemException;
import dev.reprise.query.partition.Unavailable;
import dev.reprise.schemas.AvroWire;
import dev.reprise.schemas.UndecodableRecordException;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jobs on their way between nodes: JSON around rows in the form that stores have them in, in base64. */
final class JobWire {
    /** One job, or none. */
    record Found(@Nullable Row job, @Nullable Staleness stale) {}

    record Row(
            byte[] job,
            byte @Nullable [] payload,
            @Nullable String errorDetails,
            @Nullable String position) {}

    record Page(
            List<Row> jobs,
            @Nullable Long scannedTo,
            @Nullable Staleness stale) {}

    record Pages(List<Page> pages) {}

    private final AvroWire avro = new AvroWire();

    Row row(FoundJob found) {
        JobPayload payload = found.payload();
        Position position = found.position();
        return new Row(
                avro.encode(found.job()),
                payload == null ? null : avro.encode(payload),
                found.errorDetails(),
                position == null ? null : position.text());
    }

    Page page(Aged<PartitionPage> aged) {
        PartitionPage page = aged.value();
        return new Page(page.jobs().stream().map(this::row).toList(), page.scannedTo(), aged.stale());
    }

    FoundJob found(Row row) {
        try {
            byte[] payload = row.payload();
            String position = row.position();
            return new FoundJob(
                    avro.decode(row.job(), Job.class),
                    payload == null ? null : avro.decode(payload, JobPayload.class),
                    row.errorDetails(),
                    position == null ? null : Position.parse(position).orElse(null));
        } catch (UndecodableRecordException e) {
            throw newer(e);
        }
    }

    PartitionPage found(Page page) {
        return new PartitionPage(page.jobs().stream().map(this::found).toList(), page.scannedTo());
    }

    /** While a cluster is being upgraded, a node can meet rows of a release that it does not know. */
    private static ProblemException newer(UndecodableRecordException e) {
        return Unavailable.peer("another release", "it sent what this one cannot read: " + e.getMessage());
    }
}
