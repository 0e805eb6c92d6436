package dev.reprise.query.readmodel;

import dev.reprise.common.IncidentResolution;
import dev.reprise.common.JobState;
import dev.reprise.event.IncidentAnnotated;
import dev.reprise.event.IncidentCreated;
import dev.reprise.event.IncidentResolved;
import dev.reprise.event.JobCreated;
import dev.reprise.processor.engine.apply.EventHeader;
import dev.reprise.schemas.AvroWire;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Folds events into the newest incident of each job. It is kept until the job is purged. An incident that was raised before there was
 * this store is found in the job's history when something happens to it.
 */
final class FoldIncidents {
    private final AvroWire wire;
    private final IncidentRow row;
    private final KeyValueStore<Bytes, byte[]> incidents;
    private final KeyValueStore<Bytes, byte[]> history;

    FoldIncidents(AvroWire wire, KeyValueStore<Bytes, byte[]> incidents, KeyValueStore<Bytes, byte[]> history) {
        this.wire = wire;
        this.row = new IncidentRow(wire);
        this.incidents = incidents;
        this.history = history;
    }

    /**
     * Folds an event that is in the history already.
     *
     * @param before state of the job before it
     * @param after state of the job after it
     */
    void fold(SpecificRecord event, long jobKey, @Nullable JobState before, JobState after) {
        if (event instanceof IncidentCreated raised) {
            JobCreated job = creation(jobKey);
            if (job != null) {
                put(new NewestIncident(job, raised, null, null));
            }
        } else if (event instanceof IncidentAnnotated annotated) {
            NewestIncident newest = newest(jobKey);
            if (newest != null) {
                put(newest.withAnnotation(annotated.getAnnotation()));
            }
        } else if (before == JobState.INCIDENT && after != JobState.INCIDENT) {
            NewestIncident newest = newest(jobKey);
            if (newest != null) {
                put(newest.withClosed(EventHeader.occurredAt(event), how(event)));
            }
        }
    }

    void purge(long jobKey) {
        Bytes key = ReadModelKeys.job(jobKey);
        if (incidents.get(key) != null) {
            incidents.delete(key);
        }
    }

    private static IncidentResolution how(SpecificRecord event) {
        return event instanceof IncidentResolved resolved ? resolved.getResolution() : IncidentResolution.UNSPECIFIED;
    }

    private void put(NewestIncident incident) {
        incidents.put(ReadModelKeys.job(incident.jobKey()), row.bytes(incident));
    }

    private @Nullable NewestIncident newest(long jobKey) {
        byte[] bytes = incidents.get(ReadModelKeys.job(jobKey));
        if (bytes != null) {
            return row.of(bytes);
        }
        JobCreated job = creation(jobKey);
        IncidentCreated raised = lastRaised(jobKey);
        return job == null || raised == null ? null : new NewestIncident(job, raised, null, null);
    }

    private @Nullable JobCreated creation(long jobKey) {
        byte[] bytes = history.get(ReadModelKeys.event(jobKey, 1));
        if (bytes == null) {
            return null;
        }
        return JobCreated.newBuilder(wire.decode(bytes, JobCreated.class))
                .setVariables(Map.of())
                .setHeaders(Map.of())
                .build();
    }

    private @Nullable IncidentCreated lastRaised(long jobKey) {
        IncidentCreated last = null;
        try (KeyValueIterator<Bytes, byte[]> events =
                history.range(ReadModelKeys.event(jobKey, 0), ReadModelKeys.event(jobKey, Long.MAX_VALUE))) {
            while (events.hasNext()) {
                if (wire.decode(events.next().value) instanceof IncidentCreated raised) {
                    last = raised;
                }
            }
        }
        return last;
    }
}
