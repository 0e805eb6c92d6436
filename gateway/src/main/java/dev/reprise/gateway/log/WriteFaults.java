package dev.reprise.gateway.log;

import dev.reprise.gateway.log.Append.Refusal;
import dev.reprise.gateway.log.Append.Refused;
import dev.reprise.gateway.log.Append.Uncertain;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * What an exception of the producer says about the record. A timeout or a lost connection says nothing: the broker may
 * have appended the record and only its answer was lost. Nor does an error that can be tried again, since an earlier
 * try may have succeeded unseen.
 */
final class WriteFaults {
    private WriteFaults() {}

    /**
     * The outcome.
     *
     * @param before whether it happened before the producer took the record over
     */
    static Append outcome(Exception fault, boolean before, String reason) {
        if (fault instanceof RecordTooLargeException) {
            return new Refused(Refusal.TOO_LARGE, reason);
        }
        if (fault instanceof AuthorizationException
                || fault instanceof AuthenticationException
                || fault instanceof InvalidTopicException
                || fault instanceof InvalidRecordException
                || fault instanceof PolicyViolationException) {
            return new Refused(Refusal.FORBIDDEN, reason);
        }
        if (fault instanceof BufferExhaustedException) {
            return new Refused(Refusal.OVERLOADED, reason);
        }
        return before ? new Refused(Refusal.UNAVAILABLE, reason) : new Uncertain(reason);
    }
}
