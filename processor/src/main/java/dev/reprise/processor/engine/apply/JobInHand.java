package dev.reprise.processor.engine.apply;

import dev.reprise.processor.engine.rows.ActivatableRow;
import dev.reprise.processor.engine.rows.DueRow;
import dev.reprise.processor.engine.rows.Rows;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One job on its way from the rows as they were to the rows as they will be. */
final class JobInHand {
    private final boolean existed;
    private final Optional<DueRow> dueBefore;
    private final Optional<ActivatableRow> activatableBefore;
    private final boolean incidentBefore;

    @Nullable
    Job job;

    @Nullable
    JobPayload payload;

    @Nullable
    String errorDetails;

    boolean changed;
    boolean payloadChanged;
    boolean errorDetailsChanged;
    private boolean payloadRead;

    JobInHand(@Nullable Job job) {
        this.job = job;
        existed = job != null;
        dueBefore = due(job);
        activatableBefore = activatable(job);
        incidentBefore = job != null && job.getIncident() != null;
    }

    @Nullable
    JobPayload payload(Rows rows) {
        if (payload == null && !payloadRead && job != null) {
            payload = rows.payload(job.getJobKey()).orElse(null);
            payloadRead = true;
        }
        return payload;
    }

    /** Writes what changed; the row of the activatable index if it is new. */
    Optional<ActivatableRow> write(long jobKey, Rows rows) {
        if (!changed && !payloadChanged) {
            return Optional.empty();
        }
        writeJob(jobKey, rows);
        writeDue(rows);
        boolean incident = job != null && job.getIncident() != null;
        if (incident && !incidentBefore) {
            rows.addIncident(jobKey);
        } else if (incidentBefore && !incident) {
            rows.removeIncident(jobKey);
        }
        return writeActivatable(rows);
    }

    private void writeJob(long jobKey, Rows rows) {
        if (job == null) {
            if (existed) {
                rows.deleteJob(jobKey);
                rows.deletePayload(jobKey);
                rows.deleteErrorDetails(jobKey);
                rows.deleteRefusals(jobKey);
            }
            return;
        }
        rows.putJob(job);
        if (payloadChanged && payload != null) {
            rows.putPayload(jobKey, payload);
        }
        if (errorDetailsChanged) {
            if (errorDetails == null) {
                rows.deleteErrorDetails(jobKey);
            } else {
                rows.putErrorDetails(jobKey, errorDetails);
            }
        }
    }

    private void writeDue(Rows rows) {
        Optional<DueRow> dueAfter = due(job);
        if (!dueAfter.equals(dueBefore)) {
            dueBefore.ifPresent(rows::removeDue);
            dueAfter.ifPresent(rows::addDue);
        }
    }

    private Optional<ActivatableRow> writeActivatable(Rows rows) {
        Optional<ActivatableRow> after = activatable(job);
        if (after.equals(activatableBefore)) {
            return Optional.empty();
        }
        activatableBefore.ifPresent(rows::removeActivatable);
        after.ifPresent(rows::addActivatable);
        return after;
    }

    private static Optional<DueRow> due(@Nullable Job job) {
        return job == null ? Optional.empty() : DueRow.of(job);
    }

    private static Optional<ActivatableRow> activatable(@Nullable Job job) {
        return job == null ? Optional.empty() : ActivatableRow.of(job);
    }
}
