package dev.reprise.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reprise.gateway.log.Append.Appended;
import dev.reprise.gateway.log.Append.Refusal;
import dev.reprise.gateway.log.Append.Refused;
import dev.reprise.gateway.log.Append.Uncertain;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogWriterTest implements KafkaClients {
    private final List<Append> outcomes = new CopyOnWriteArrayList<>();
    private @Nullable Exception fault;
    private boolean inSend;

    @Test
    void saysWhereTheRecordIs() {
        new LogWriter(this).append(record(), outcomes::add);

        assertThat(outcomes).containsExactly(new Appended(0, 0));
    }

    @Test
    void isCertainOfWhatFailedBeforeTheProducerTookItOver() {
        inSend = true;
        fault = new TimeoutException("no");

        new LogWriter(this).append(record(), outcomes::add);

        assertThat(outcomes).containsExactly(new Refused(Refusal.UNAVAILABLE, "no"));
    }

    @Test
    void takesAFullBufferForOverload() {
        inSend = true;
        fault = new BufferExhaustedException("no");

        new LogWriter(this).append(record(), outcomes::add);

        assertThat(outcomes).containsExactly(new Refused(Refusal.OVERLOADED, "no"));
    }

    static Stream<Exception> uncertain() {
        return Stream.of(
                new TimeoutException("Expiring 1 record(s)"),
                new DisconnectException(),
                new NotEnoughReplicasException("an earlier try may have succeeded"));
    }

    @ParameterizedTest
    @MethodSource("uncertain")
    void isNotCertainOfWhatFailsOnTheWay(Exception fault) {
        this.fault = fault;

        new LogWriter(this).append(record(), outcomes::add);

        await().untilAsserted(() -> assertThat(outcomes).singleElement().isInstanceOf(Uncertain.class));
    }

    static Stream<Exception> certain() {
        return Stream.of(
                new RecordTooLargeException(),
                new TopicAuthorizationException("job-commands"),
                new ClusterAuthorizationException("no"),
                new SaslAuthenticationException("no"));
    }

    @ParameterizedTest
    @MethodSource("certain")
    void isCertainOfWhatTheBrokerWillNeverHave(Exception fault) {
        this.fault = fault;

        new LogWriter(this).append(record(), outcomes::add);

        await().untilAsserted(() -> assertThat(outcomes).singleElement().isInstanceOf(Refused.class));
    }

    private static ProducerRecord<byte[], byte[]> record() {
        return new ProducerRecord<>("job-commands", 0, new byte[] {1}, new byte[] {2});
    }

    @Override
    public Producer<byte[], byte[]> producer() {
        return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
                if (fault == null) {
                    return super.send(record, callback);
                }
                Runnable fail = () -> callback.onCompletion(null, fault);
                if (inSend) {
                    fail.run();
                }
                return (inSend ? CompletableFuture.<Void>completedFuture(null) : CompletableFuture.runAsync(fail))
                        .thenApply(done -> new RecordMetadata(new TopicPartition("", 0), -1, 0, -1, 0, 0));
            }
        };
    }

    @Override
    public Consumer<byte[], byte[]> consumer() {
        throw new UnsupportedOperationException();
    }
}
