package dev.reprise.query.readmodel;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Some events of a job, in order.
 *
 * @param more whether there are events after these
 */
public record HistorySlice(List<SpecificRecord> events, boolean more) {}
