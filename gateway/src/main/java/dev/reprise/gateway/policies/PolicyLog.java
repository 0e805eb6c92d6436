package dev.reprise.gateway.policies;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.reprise.gateway.log.Append;
import dev.reprise.gateway.log.LogWriter;
import dev.reprise.policy.RetryPolicy;
import dev.reprise.schemas.RecordSerdes;
import dev.reprise.schemas.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes retry policies and waits until this node goes by them. To write the same again does no harm. */
public final class PolicyLog {
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);
    private static final int PARTITION = 0;

    private final LogWriter writer;
    private final RecordSerdes serdes;
    private final RetryPolicies policies;
    private final Duration seenWithin;

    /**
     * A log for the policies that are then seen here.
     *
     * @param seenWithin how long to wait until a policy is seen; usually it takes some milliseconds
     */
    public PolicyLog(LogWriter writer, RecordSerdes serdes, RetryPolicies policies, Duration seenWithin) {
        this.writer = writer;
        this.serdes = serdes;
        this.policies = policies;
        this.seenWithin = seenWithin;
    }

    /** Writes the policy of a job type. It must be valid; otherwise engines pass over it. */
    public CompletableFuture<PolicyWrite> put(String jobType, RetryPolicy policy) {
        byte[] value = serdes.serializer().serialize(Topics.JOB_RETRY_POLICIES, policy);
        return write(jobType, value, Optional.of(policy));
    }

    /** Takes the policy of a job type away. */
    public CompletableFuture<PolicyWrite> remove(String jobType) {
        return write(jobType, null, Optional.empty());
    }

    private CompletableFuture<PolicyWrite> write(String jobType, byte @Nullable [] value, Optional<RetryPolicy> then) {
        CompletableFuture<PolicyWrite> written = new CompletableFuture<>();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.JOB_RETRY_POLICIES, PARTITION, jobType.getBytes(UTF_8), value);
        writer.append(record, append -> {
            if (append instanceof Append.Appended) {
                look(jobType, then, System.nanoTime() + seenWithin.toNanos(), written);
            } else {
                written.complete(new PolicyWrite.Failed(append));
            }
        });
        return written;
    }

    /** Looks again and again, in another thread than the producer's. */
    private void look(
            String jobType, Optional<RetryPolicy> wanted, long until, CompletableFuture<PolicyWrite> written) {
        CompletableFuture.delayedExecutor(LOOK_EVERY.toMillis(), MILLISECONDS).execute(() -> {
            try {
                if (policies.of(jobType).equals(wanted)) {
                    written.complete(new PolicyWrite.InForce());
                } else if (System.nanoTime() - until >= 0) {
                    written.complete(new PolicyWrite.OnItsWay());
                } else {
                    look(jobType, wanted, until, written);
                }
            } catch (RuntimeException e) {
                written.completeExceptionally(e);
            }
        });
    }
}
