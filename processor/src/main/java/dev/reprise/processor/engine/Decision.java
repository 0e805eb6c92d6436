package dev.reprise.processor.engine;

import dev.reprise.common.RejectionType;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What a decider makes of a command. */
public sealed interface Decision {
    /** The command is carried out: these events happen, in this order. Empty only for an activation that found nothing. */
    record Accepted(List<SpecificRecord> events) implements Decision {}

    /** The command is refused and nothing changes. */
    record Rejected(RejectionType type, String reason) implements Decision {}

    static Decision accepted(SpecificRecord... events) {
        return new Accepted(List.of(events));
    }

    static Decision rejected(RejectionType type, String reason) {
        return new Rejected(type, reason);
    }
}
