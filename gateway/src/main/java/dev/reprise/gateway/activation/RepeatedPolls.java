package dev.reprise.gateway.activation;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.reprise.gateway.commands.Outcome.NotAppended;
import dev.reprise.gateway.log.Append.Refusal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Polls that the client may repeat under a key of its own: the repeat gets the batch of the first, and joins it as long as
 * it waits. Kept in this process only, and not for long: a batch that was brought to nobody by then is given back.
 */
public final class RepeatedPolls {
    /** How long a batch can be asked for again. */
    public static final Duration KEPT = Duration.ofSeconds(30);

    private static final int MOST = 5000;

    private final Activations activations;
    private final Duration kept;
    private final Map<String, Entry> entries = new HashMap<>();

    public RepeatedPolls(Activations activations) {
        this(activations, KEPT);
    }

    RepeatedPolls(Activations activations, Duration kept) {
        this.activations = activations;
        this.kept = kept;
    }

    /** Waits for jobs, or for what the first poll with this key gets; empty if the key belongs to another request. */
    public synchronized Optional<CompletableFuture<Activation>> poll(String key, Poll poll, Caller caller) {
        Entry known = entries.get(key);
        if (known != null) {
            known.callers.add(caller);
            return known.poll.sameAs(poll) ? Optional.of(known.answer) : Optional.empty();
        }
        if (entries.size() >= MOST) {
            return Optional.of(CompletableFuture.completedFuture(new Activation.Refused(
                    new NotAppended(Refusal.OVERLOADED, "As many answers are kept for a repeat as may be: " + MOST))));
        }
        Entry entry = new Entry(poll, caller);
        entries.put(key, entry);
        var unused = activations.poll(poll, entry).thenAccept(activation -> answered(key, entry, activation));
        return Optional.of(entry.answer);
    }

    /** The batch has been brought to a client. */
    public synchronized void delivered(String key) {
        Entry entry = entries.get(key);
        if (entry != null) {
            entry.delivered = true;
        }
    }

    private void answered(String key, Entry entry, Activation activation) {
        if (activation instanceof Activation.Jobs batch && !batch.jobs().isEmpty()) {
            CompletableFuture.delayedExecutor(kept.toMillis(), MILLISECONDS).execute(() -> forget(key, batch));
        } else {
            remove(key); // nothing happened, so a repeat can ask anew
        }
        entry.answer.complete(activation);
    }

    private void forget(String key, Activation.Jobs batch) {
        if (!remove(key).delivered) {
            activations.giveBack(batch.jobs());
        }
    }

    private synchronized Entry remove(String key) {
        return java.util.Objects.requireNonNull(entries.remove(key), key);
    }

    /** One poll, and all the clients that wait for it: it is dropped only when the last of them is gone. */
    private static final class Entry implements Caller {
        private final Poll poll;
        private final List<Caller> callers = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Activation> answer = new CompletableFuture<>();
        private boolean delivered;

        Entry(Poll poll, Caller first) {
            this.poll = poll;
            callers.add(first);
        }

        @Override
        public boolean gone() {
            return callers.stream().allMatch(Caller::gone);
        }
    }
}
