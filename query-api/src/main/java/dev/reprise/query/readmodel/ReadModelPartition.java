package dev.reprise.query.readmodel;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the read model on this node knows of one partition. Every method throws a 503
 * {@link dev.reprise.query.http.ProblemException} while the partition cannot be read here, or the read model has stopped. Safe for
 * use by many threads.
 */
public interface ReadModelPartition {
    /** Where a job stands by its last event; empty if there is no such job (yet). */
    Optional<Head> head(long jobKey);

    /**
     * Events of a job in order.
     *
     * @param afterSequence 0 for all
     * @param limit most events of the slice, 1 or more
     * @param bytes about how large the slice may get
     */
    HistorySlice history(long jobKey, long afterSequence, int limit, long bytes);

    /**
     * Goes through all events, in the order of jobs and sequences.
     *
     * @param fromJobKey jobs from this key on
     * @param goesOn takes an event; whether it wants another
     * @return whether there are no more
     */
    boolean events(long fromJobKey, Predicate<SpecificRecord> goesOn);

    /** The newest incident of a job, open or closed; empty if it has had none. */
    Optional<NewestIncident> incident(long jobKey);

    /**
     * Goes through the newest incidents of jobs, in the order of keys.
     *
     * @param fromJobKey jobs from this key on
     * @param goesOn takes an incident; whether it wants another
     * @return whether there are no more
     */
    boolean incidents(long fromJobKey, Predicate<NewestIncident> goesOn);

    /** Number of jobs by type and state, without those that are 0. */
    Map<TypeAndState, Long> counts();

    /** The last event that all of the above reflects; empty if there was none yet. */
    Optional<FoldedUpTo> foldedUpTo();

    /** Events that are in the topic and not yet here, as last seen; empty if not known. */
    OptionalLong lag();
}
