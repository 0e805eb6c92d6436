package dev.reprise.gateway.commands;

import dev.reprise.gateway.commands.Outcome.Unknown;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The commands that wait for an answer: so many at most, none longer than it wants to. Safe for use by many threads. */
final class PendingAnswers {
    private final ConcurrentMap<String, Pending> open = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong numbers = new AtomicLong();
    /** Different for every process, so that an answer to an earlier one is not taken for ours. */
    private final String prefix = UUID.randomUUID().toString().substring(0, 13) + "-";

    private final int most;

    PendingAnswers(int most) {
        this.most = most;
    }

    /**
     * Room for one more; empty if there is none.
     *
     * @param newWork whether the command brings work in, rather than getting some out of the way: then it has less room
     */
    Optional<Pending> open(boolean newWork, String commandId, int partition, long startedAt, long deadline) {
        if (count.incrementAndGet() > (newWork ? Allowance.forNewWork(most) : most)) {
            count.decrementAndGet();
            return Optional.empty();
        }
        Pending pending = new Pending(prefix + numbers.incrementAndGet(), commandId, partition, startedAt, deadline);
        open.put(pending.correlationId, pending);
        return Optional.of(pending);
    }

    /** Whether an answer is to a command of this process. */
    boolean isOurs(@Nullable String correlationId) {
        return correlationId != null && correlationId.startsWith(prefix);
    }

    /** The command that an answer is to; empty if nobody waits for it any more. */
    Optional<Pending> waiting(String correlationId) {
        return Optional.ofNullable(open.get(correlationId));
    }

    /** Ends the waiting; true for the one who ended it. */
    boolean complete(Pending pending, Outcome outcome) {
        if (!open.remove(pending.correlationId, pending)) {
            return false;
        }
        count.decrementAndGet();
        pending.answer.complete(outcome);
        return true;
    }

    /** Tells those whose time is over that nobody knows. */
    void expire(long now) {
        for (Pending pending : open.values()) {
            if (now - pending.deadline >= 0) {
                complete(pending, new Unknown(pending.commandId, pending.whatIsKnown()));
            }
        }
    }

    /** Waits until nobody waits any more, but no longer than this. */
    void awaitNone(Duration patience) {
        CompletableFuture<?>[] all =
                open.values().stream().map(pending -> pending.answer).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(all)
                .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Those that wait, in no order; others come and go meanwhile. */
    Iterable<Pending> all() {
        return open.values();
    }

    int size() {
        return count.get();
    }

    /** One command that waits. */
    static final class Pending {
        final String correlationId;
        final String commandId;
        final int partition;
        final long startedAt;
        final long deadline;
        final CompletableFuture<Outcome> answer = new CompletableFuture<>();
        volatile boolean appended;
        volatile @Nullable String doubt;

        Pending(String correlationId, String commandId, int partition, long startedAt, long deadline) {
            this.correlationId = correlationId;
            this.commandId = commandId;
            this.partition = partition;
            this.startedAt = startedAt;
            this.deadline = deadline;
        }

        private String whatIsKnown() {
            String known = appended
                    ? "The command was appended, but no answer came in time"
                    : "The command may have been appended, but no answer came in time";
            return doubt == null ? known : known + ": " + doubt;
        }
    }
}
