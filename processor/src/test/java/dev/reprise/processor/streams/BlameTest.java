package dev.reprise.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.apache.kafka.streams.errors.internals.FailedProcessingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BlameTest {
    static Stream<Throwable> ofTheStep() {
        return Stream.of(
                new IllegalArgumentException(),
                new NullPointerException(),
                new AssertionError(),
                new StackOverflowError(),
                new OutOfMemoryError("Java heap space"),
                new OutOfMemoryError("Requested array size exceeds VM limit"),
                new IllegalStateException("of our own"),
                new SerializationException("a field is missing"),
                new StreamsException(new IllegalArgumentException("negative timestamp")),
                new StreamsException(new FailedProcessingException("sink", null, new ClassCastException())));
    }

    static Stream<Throwable> ofTheSurroundings() {
        return Stream.of(
                new TimeoutException(),
                new ProducerFencedException("zombie"),
                new TaskMigratedException("rebalance"),
                new RecordTooLargeException("a topic's setting"),
                new KafkaException(new IllegalArgumentException("wrapped by the client")),
                new ProcessorStateException("disk", new IOException("no space left")),
                new InvalidStateStoreException("closed"),
                new UnreadableRowException("jobs", "1", new IllegalStateException()),
                new StreamsException("something that Kafka Streams says itself"),
                new StreamsException(new TimeoutException()),
                new StreamsException(new FailedProcessingException("sink", null, new TimeoutException())),
                new SerializationException(new ConnectException("registry")),
                new UncheckedIOException(new IOException()),
                new NoClassDefFoundError("a jar that was replaced"),
                new ExceptionInInitializerError(),
                new InternalError(),
                new OutOfMemoryError("Metaspace"),
                new OutOfMemoryError("unable to create native thread"),
                closedProducer());
    }

    private static Throwable closedProducer() {
        IllegalStateException closed =
                new IllegalStateException("Cannot perform operation after producer has been closed");
        closed.setStackTrace(new StackTraceElement[] {
            new StackTraceElement(
                    "org.apache.kafka.clients.producer.KafkaProducer", "throwIfProducerClosed", "K.java", 1)
        });
        return closed;
    }

    @ParameterizedTest
    @MethodSource("ofTheStep")
    void fallsOnTheStepForWhatOnlyItCanHaveCaused(Throwable fault) {
        assertThat(Blame.fallsOnStep(fault)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("ofTheSurroundings")
    void neverFallsOnTheStepForWhatMayHaveOtherCauses(Throwable fault) {
        assertThat(Blame.fallsOnStep(fault)).isFalse();
    }
}
