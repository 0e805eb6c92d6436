package dev.reprise.processor.streams;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How old a copy of a partition is, as far as is known.
 *
 * @param recordsBehind at most so many changes of jobs have been written that the copy does not have; empty if the brokers do not say
 * @param asOf everything that was durable at this moment, by the clock of this node, is in the copy; empty if no such moment is known
 */
public record CopyAge(OptionalLong recordsBehind, Optional<Instant> asOf) {
    /** Nothing is known. */
    public static final CopyAge UNKNOWN = new CopyAge(OptionalLong.empty(), Optional.empty());
}
