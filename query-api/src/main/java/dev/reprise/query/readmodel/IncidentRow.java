package dev.reprise.query.readmodel;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.common.IncidentResolution;
import dev.reprise.event.IncidentCreated;
import dev.reprise.event.JobCreated;
import dev.reprise.schemas.AvroWire;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The newest incident of a job as bytes: version, when and how it was closed, note, and the two events as histories have them. On
 * disk, in changelogs and between nodes.
 */
public final class IncidentRow {
    private static final byte VERSION = 1;
    private static final int FIXED = 2 + Long.BYTES + 2 * Integer.BYTES;
    private static final int NONE = -1;

    private final AvroWire wire;

    public IncidentRow(AvroWire wire) {
        this.wire = wire;
    }

    public byte[] bytes(NewestIncident incident) {
        String annotation = incident.annotation();
        byte[] note = annotation == null ? new byte[0] : annotation.getBytes(UTF_8);
        byte[] job = wire.encode(incident.job());
        byte[] raised = wire.encode(incident.raised());
        NewestIncident.Closed closed = incident.closed();
        return ByteBuffer.allocate(FIXED + note.length + job.length + raised.length)
                .put(VERSION)
                .put(closed == null ? 0 : code(closed.how()))
                .putLong(closed == null ? 0 : closed.at().toEpochMilli())
                .putInt(annotation == null ? NONE : note.length)
                .putInt(job.length)
                .put(note)
                .put(job)
                .put(raised)
                .array();
    }

    public NewestIncident of(byte[] bytes) {
        ByteBuffer row = ByteBuffer.wrap(bytes);
        byte version = row.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("Expected an incident of version 1, but its version is " + version);
        }
        byte how = row.get();
        long at = row.getLong();
        int noteLength = row.getInt();
        int jobLength = row.getInt();
        String note = noteLength == NONE ? null : new String(next(row, noteLength), UTF_8);
        return new NewestIncident(
                wire.decode(next(row, jobLength), JobCreated.class),
                wire.decode(next(row, row.remaining()), IncidentCreated.class),
                note,
                closed(how, at));
    }

    private static NewestIncident.@Nullable Closed closed(byte how, long at) {
        return how == 0 ? null : new NewestIncident.Closed(Instant.ofEpochMilli(at), resolution(how));
    }

    private static byte[] next(ByteBuffer row, int length) {
        byte[] part = new byte[length];
        row.get(part);
        return part;
    }

    private static byte code(IncidentResolution how) {
        return switch (how) {
            case UNSPECIFIED -> 1;
            case RESOLVED -> 2;
            case RETRIES_RAISED -> 3;
            case JOB_CANCELED -> 4;
            case JOB_ENDED -> 5;
        };
    }

    private static IncidentResolution resolution(byte code) {
        return switch (code) {
            case 1 -> IncidentResolution.UNSPECIFIED;
            case 2 -> IncidentResolution.RESOLVED;
            case 3 -> IncidentResolution.RETRIES_RAISED;
            case 4 -> IncidentResolution.JOB_CANCELED;
            case 5 -> IncidentResolution.JOB_ENDED;
            default -> throw new IllegalArgumentException("Expected the code of a resolution, 1 to 5, but got " + code);
        };
    }
}
