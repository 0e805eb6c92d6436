package dev.reprise.processor.engine.rows;

import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import dev.reprise.state.Refusals;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Rows in plain maps: for replay and for specs. */
public final class MapRows implements Rows {
    private static final Comparator<DueRow> BY_DUE_TIME = Comparator.comparingLong(DueRow::dueAt)
            .thenComparingLong(DueRow::jobKey)
            .thenComparing(DueRow::kind);
    private static final Comparator<ActivatableRow> BY_TURN = Comparator.comparing(ActivatableRow::tenantId)
            .thenComparing(ActivatableRow::type)
            .thenComparing(ActivatableRow::priority, Comparator.reverseOrder())
            .thenComparingLong(ActivatableRow::since)
            .thenComparingLong(ActivatableRow::jobKey);

    private final NavigableMap<Long, Job> jobs = new TreeMap<>();
    private final NavigableMap<Long, JobPayload> payloads = new TreeMap<>();
    private final NavigableMap<Long, String> errorDetails = new TreeMap<>();
    private final NavigableMap<Long, Refusals> refusals = new TreeMap<>();
    private final NavigableSet<DueRow> due = new TreeSet<>(BY_DUE_TIME);
    private final NavigableSet<ActivatableRow> activatable = new TreeSet<>(BY_TURN);
    private final NavigableSet<Long> incidents = new TreeSet<>();

    @Override
    public Optional<Job> job(long jobKey) {
        return copy(jobs.get(jobKey));
    }

    @Override
    public void putJob(Job job) {
        jobs.put(job.getJobKey(), copyOf(job));
    }

    @Override
    public void deleteJob(long jobKey) {
        jobs.remove(jobKey);
    }

    @Override
    public Optional<JobPayload> payload(long jobKey) {
        return copy(payloads.get(jobKey));
    }

    @Override
    public void putPayload(long jobKey, JobPayload payload) {
        payloads.put(jobKey, copyOf(payload));
    }

    @Override
    public void deletePayload(long jobKey) {
        payloads.remove(jobKey);
    }

    @Override
    public Optional<String> errorDetails(long jobKey) {
        return Optional.ofNullable(errorDetails.get(jobKey));
    }

    @Override
    public void putErrorDetails(long jobKey, String details) {
        errorDetails.put(jobKey, details);
    }

    @Override
    public void deleteErrorDetails(long jobKey) {
        errorDetails.remove(jobKey);
    }

    @Override
    public Optional<Refusals> refusals(long jobKey) {
        return copy(refusals.get(jobKey));
    }

    @Override
    public void putRefusals(long jobKey, Refusals kept) {
        refusals.put(jobKey, copyOf(kept));
    }

    @Override
    public void deleteRefusals(long jobKey) {
        refusals.remove(jobKey);
    }

    @Override
    public void addDue(DueRow row) {
        due.add(row);
    }

    @Override
    public void removeDue(DueRow row) {
        due.remove(row);
    }

    @Override
    public void addActivatable(ActivatableRow row) {
        activatable.add(row);
    }

    @Override
    public void removeActivatable(ActivatableRow row) {
        activatable.remove(row);
    }

    @Override
    public void addIncident(long jobKey) {
        incidents.add(jobKey);
    }

    @Override
    public void removeIncident(long jobKey) {
        incidents.remove(jobKey);
    }

    @Override
    public JobKeyIterator activatable(String tenantId, String type) {
        List<Long> keys = activatable.stream()
                .filter(row -> row.tenantId().equals(tenantId) && row.type().equals(type))
                .map(ActivatableRow::jobKey)
                .toList();
        Iterator<Long> each = keys.iterator();
        return new JobKeyIterator() {
            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public long next() {
                return each.next();
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
    }

    /** All jobs by key; not to be changed. */
    public NavigableMap<Long, Job> jobs() {
        return Collections.unmodifiableNavigableMap(jobs);
    }

    /** All payloads by job key; not to be changed. */
    public NavigableMap<Long, JobPayload> payloads() {
        return Collections.unmodifiableNavigableMap(payloads);
    }

    /** All details of last failures by job key. */
    public NavigableMap<Long, String> errorDetails() {
        return Collections.unmodifiableNavigableMap(errorDetails);
    }

    /** The due index in its order. */
    public NavigableSet<DueRow> due() {
        return Collections.unmodifiableNavigableSet(due);
    }

    /** The index of waiting jobs in its order. */
    public NavigableSet<ActivatableRow> activatable() {
        return Collections.unmodifiableNavigableSet(activatable);
    }

    /** The index of jobs with an open incident. */
    public NavigableSet<Long> incidents() {
        return Collections.unmodifiableNavigableSet(incidents);
    }

    private static <T extends SpecificRecord> T copyOf(T record) {
        return SpecificData.get().deepCopy(record.getSchema(), record);
    }

    private static <T extends SpecificRecord> Optional<T> copy(@org.jspecify.annotations.Nullable T record) {
        return Optional.ofNullable(record).map(MapRows::copyOf);
    }
}
