package dev.reprise.node.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;

/** Drops warnings of Kafka that come at every start or stop of one broker and mean nothing there. */
final class KnownNoise extends Filter<ILoggingEvent> {
    private static final List<String> MESSAGES = List.of(
            // The only controller becomes the active one.
            "Performing controller activation",
            // The broker closes the same client twice when it stops.
            "Attempting to close NetworkClient that has already been closed",
            // An answer that comes after a partition has been given up: at every start.
            "Not updating last stable offset for partition",
            // Advice on a default of Kafka 5.0: a policy that cannot be read is handled where it is read.
            "Processing exception handler is not enabled for the GlobalThread",
            // Two threads ask for Kafka's own topics at the same moment, when they are new.
            "Auto topic creation failed for __");

    @Override
    public FilterReply decide(ILoggingEvent event) {
        String logger = event.getLoggerName();
        if (!logger.startsWith("org.apache.kafka.") && !logger.startsWith("kafka.")) {
            return FilterReply.NEUTRAL;
        }
        String message = event.getMessage();
        boolean noise = message != null && MESSAGES.stream().anyMatch(message::contains);
        return noise ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
