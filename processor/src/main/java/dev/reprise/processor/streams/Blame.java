package dev.reprise.processor.streams;

import java.io.UncheckedIOException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;

/**
 * Whether what killed a thread may be the fault of the step that it was at. If in doubt it is not: a record is put aside for good,
 * and what is wrong with Kafka, the disk, the registry or the process passes, or needs a person.
 */
final class Blame {
    private static final String KAFKA = "org.apache.kafka.";

    private Blame() {}

    static boolean fallsOnStep(Throwable fault) {
        if (RegistryOutage.is(fault)) {
            return false;
        }
        for (Throwable at = fault; at != null; at = at.getCause()) {
            if (!isWrapper(at)) {
                return isOfStep(at);
            }
        }
        return false;
    }

    /** What Kafka Streams puts around the exceptions of a processor and of what it forwards to. */
    private static boolean isWrapper(Throwable fault) {
        return fault.getClass() == StreamsException.class
                || (fault instanceof StreamsException
                        && fault.getClass().getPackageName().endsWith(".errors.internals"));
    }

    private static boolean isOfStep(Throwable fault) {
        if (fault instanceof KafkaException) {
            return fault instanceof SerializationException;
        }
        if (fault instanceof OutOfMemoryError) {
            return isOfHeap(fault.getMessage());
        }
        if (fault instanceof VirtualMachineError) {
            return fault instanceof StackOverflowError;
        }
        return !(fault instanceof LinkageError) // a jar that was replaced while we run, for instance
                && !(fault instanceof UncheckedIOException)
                && !isClosedClient(fault);
    }

    /** Not threads, not class data, not direct buffers: a record cannot use those up. */
    private static boolean isOfHeap(@Nullable String message) {
        return message != null && (message.contains("heap") || message.contains("array size"));
    }

    private static boolean isClosedClient(Throwable fault) {
        StackTraceElement[] frames = fault.getStackTrace();
        return fault instanceof IllegalStateException
                && frames.length > 0
                && frames[0].getClassName().startsWith(KAFKA);
    }
}
