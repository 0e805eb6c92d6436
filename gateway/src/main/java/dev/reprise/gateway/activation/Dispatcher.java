package dev.reprise.gateway.activation;

import dev.reprise.command.ActivateJobs;
import dev.reprise.common.JobSelection;
import dev.reprise.gateway.commands.Outcome;
import dev.reprise.gateway.commands.Outcome.Activated;
import dev.reprise.gateway.commands.Outcome.NotAppended;
import dev.reprise.gateway.commands.Outcome.Rejected;
import dev.reprise.gateway.commands.Outcome.Unknown;
import dev.reprise.reply.ActivatedJob;
import dev.reprise.reply.JobsActivated;
import dev.reprise.reply.JobsAvailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides which poll asks which partition, and when. For one thread only; nothing in it waits.
 *
 * <p>Every poll stands in the line of each type and tenant that it takes. Whenever a partition may have jobs, the first
 * poll in line that is not asking already asks it; when it has asked all partitions that may have some it is answered,
 * or sleeps if it got none.
 */
final class Dispatcher {
    /** A partition is asked again after this even without a notice, in case one got lost. */
    static final Duration PROBE = Duration.ofSeconds(10);
    /** The same when notices cannot be read. */
    static final Duration PROBE_WITHOUT_NOTICES = Duration.ofSeconds(1);
    /** How long past its deadline a poll waits for the answer to a question that it has already asked. */
    static final Duration GRACE = Duration.ofMillis(300);

    /** How often it is looked whether the client of a poll is still there. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private static final Duration LINE_KEPT = Duration.ofMinutes(1);
    private static final int MOST_LINES = 10_000;

    private record Key(String tenantId, String type) {}

    /** Polls that select differently know different things of a partition: none for one, many for another. */
    private record LineKey(Key key, @Nullable JobSelection selection) {}

    private final int partitions;
    private final Consumer<Ask> asker;
    private final Consumer<List<ActivatedJob>> returns;
    private final BooleanSupplier noticesAreRead;
    private final LongSupplier nanoTime;
    private final Map<LineKey, Line> lines = new HashMap<>();
    private final Map<Key, Set<LineKey>> linesByKey = new HashMap<>();
    private final Set<Waiter> waiters = new LinkedHashSet<>();
    private int start;
    private @Nullable NotAppended closed;

    /**
     * A dispatcher without polls.
     *
     * @param asker asks a question and brings the outcome to {@link #answered}, later
     * @param returns gives jobs back
     */
    Dispatcher(
            int partitions,
            Consumer<Ask> asker,
            Consumer<List<ActivatedJob>> returns,
            BooleanSupplier noticesAreRead,
            LongSupplier nanoTime) {
        this.partitions = partitions;
        this.asker = asker;
        this.returns = returns;
        this.noticesAreRead = noticesAreRead;
        this.nanoTime = nanoTime;
    }

    /** A poll comes. */
    void join(Waiter waiter) {
        if (closed != null) {
            waiter.answer.complete(new Activation.Refused(closed));
            return;
        }
        long now = now();
        waiters.add(waiter);
        List<Line> mine = linesOf(waiter);
        mine.forEach(line -> line.join(waiter, now));
        if (waiter.poll.impatient()) {
            proceed(waiter);
        } else {
            mine.forEach(this::serve);
        }
    }

    /** A notice comes. */
    void noticed(JobsAvailable notice) {
        if (notice.getPartition() < 0 || notice.getPartition() >= partitions) {
            return;
        }
        if (notice.getType().isEmpty()) {
            lines.values().forEach(line -> line.shelf(notice.getPartition()).notice());
            List.copyOf(lines.values()).forEach(this::serve);
            return;
        }
        Key key = new Key(notice.getTenantId(), notice.getType());
        List<Line> noticed = linesByKey.getOrDefault(key, Set.of()).stream()
                .map(lines::get)
                .filter(Objects::nonNull)
                .toList();
        noticed.forEach(line -> line.shelf(notice.getPartition()).notice());
        noticed.forEach(this::serve);
    }

    /** The answer to a question comes. */
    void answered(Ask ask, Outcome outcome) {
        Waiter waiter = ask.waiter();
        if (outcome instanceof Activated activated) {
            handOver(ask, activated.answer());
        } else {
            long now = now();
            ask.lines().forEach(line -> line.shelf(ask.partition()).failed(outcome, now));
            waiter.fails(outcome);
        }
        if (outcome instanceof Rejected rejected) {
            end(waiter, new Activation.Rejected(rejected.answer()));
        } else if (outcome instanceof NotAppended why && !waiter.answered()) {
            end(waiter, new Activation.Refused(why));
        } else {
            proceed(waiter);
        }
        ask.lines().forEach(this::serve);
    }

    private void handOver(Ask ask, JobsActivated answer) {
        int got = answer.getJobs().size();
        boolean full = answer.getTruncated() || got >= ask.command().getMaxJobs();
        long until = now() + (noticesAreRead.getAsBoolean() ? PROBE : PROBE_WITHOUT_NOTICES).toNanos();
        for (int i = 0; i < ask.lines().size(); i++) {
            Shelf shelf = ask.lines().get(i).shelf(ask.partition());
            if (full) {
                shelf.full();
            } else {
                shelf.ranOut(ask.notices().get(i), until);
            }
        }
        if (ask.waiter().ended()) {
            returns.accept(answer.getJobs());
        } else {
            ask.waiter().gets(answer.getJobs());
        }
    }

    /** Time goes by: ends polls whose time is over or whose client is gone, and asks where nothing was heard for long. */
    void tick() {
        long now = now();
        for (Waiter waiter : List.copyOf(waiters)) {
            if (waiter.isGone(now, LOOK_EVERY)) {
                end(waiter, new Activation.Gone());
            } else if (now - waiter.deadline >= (waiter.asking() ? GRACE.toNanos() : 0)) {
                end(waiter, outcome(waiter));
            }
        }
        for (Line line : List.copyOf(lines.values())) {
            serve(line);
        }
        long keptSince = lines.size() > MOST_LINES ? now : now - LINE_KEPT.toNanos();
        if (lines.values().removeIf(line -> line.isUnused(keptSince))) {
            linesByKey.values().forEach(keys -> keys.retainAll(lines.keySet()));
            linesByKey.values().removeIf(Set::isEmpty);
        }
    }

    /** Ends all polls that are not asking; those that are end with their answer. */
    void close(NotAppended why) {
        closed = why;
        for (Waiter waiter : List.copyOf(waiters)) {
            if (!waiter.asking()) {
                end(waiter, new Activation.Refused(why));
            }
        }
    }

    int waiters() {
        return waiters.size();
    }

    int lines() {
        return lines.size();
    }

    /** Lets those who wait in a line ask, in their order, as long as there is something to ask for. */
    private void serve(Line line) {
        long now = now();
        List<Waiter> gone = new ArrayList<>();
        for (Waiter waiter : line.waiters()) {
            if (!line.open(now) || closed != null) {
                break;
            }
            if (waiter.idle() && waiter.isGone(now, Duration.ZERO)) {
                gone.add(waiter);
            } else if (waiter.idle()) {
                ask(waiter);
            }
        }
        gone.forEach(waiter -> end(waiter, new Activation.Gone()));
    }

    /** Goes on with a poll after an answer: the next partition, or the end, or sleep. */
    private void proceed(Waiter waiter) {
        if (waiter.ended() || waiter.asking()) {
            return;
        }
        boolean satisfied = waiter.missing() <= 0 || closed != null;
        if (!satisfied && ask(waiter)) {
            return;
        }
        if (satisfied || !waiter.jobs().isEmpty() || waiter.poll.impatient()) {
            end(waiter, outcome(waiter));
        }
    }

    /** Asks the next partition for a poll; false if there is none to ask. */
    private boolean ask(Waiter waiter) {
        long now = now();
        for (int wanted = 0; wanted < waiter.poll.wanted().size(); wanted++) {
            List<Line> about = linesOf(waiter.poll.wanted().get(wanted));
            int partition = choose(waiter, wanted, about, now);
            if (partition >= 0) {
                ask(waiter, wanted, about, partition);
                return true;
            }
        }
        return false;
    }

    /** The partition to ask: rather one that has said that it has jobs; −1 for none. */
    private int choose(Waiter waiter, int wanted, List<Line> about, long now) {
        int chosen = -1;
        for (int i = 0; i < partitions; i++) {
            int partition = (start + i) % partitions;
            boolean open = about.stream().anyMatch(line -> line.shelf(partition).open(now));
            if (waiter.wouldAsk(wanted, partition, open)) {
                if (about.stream().anyMatch(line -> line.shelf(partition).noticed())) {
                    return partition;
                }
                chosen = chosen < 0 ? partition : chosen;
            }
        }
        return chosen;
    }

    private void ask(Waiter waiter, int wanted, List<Line> about, int partition) {
        start = (partition + 1) % partitions;
        waiter.asks(wanted, partition);
        List<Long> notices =
                about.stream().map(line -> line.shelf(partition).asked()).toList();
        ActivateJobs command = waiter.poll.command(wanted, waiter.missing());
        asker.accept(new Ask(waiter, command, partition, about, notices));
    }

    /** How a poll ends that does not go on: with jobs if there are any, with "none" only if nothing kept it from knowing. */
    private Activation outcome(Waiter waiter) {
        Outcome fault = fault(waiter);
        if (waiter.jobs().isEmpty() && fault instanceof NotAppended why) {
            return new Activation.Refused(why);
        }
        if (waiter.jobs().isEmpty() && fault instanceof Unknown why) {
            return new Activation.Unanswered(why);
        }
        return new Activation.Jobs(List.copyOf(waiter.jobs()));
    }

    private @Nullable Outcome fault(Waiter waiter) {
        if (waiter.asking()) {
            return new Unknown("", "No answer came in time");
        }
        if (waiter.fault() != null || waiter.poll.impatient()) {
            return waiter.fault();
        }
        for (Line line : linesOf(waiter)) {
            for (int partition = 0; partition < partitions; partition++) {
                Outcome fault = line.shelf(partition).fault();
                if (fault != null) {
                    return fault;
                }
            }
        }
        return null;
    }

    private void end(Waiter waiter, Activation activation) {
        if (waiter.ended()) {
            return;
        }
        waiter.end();
        waiters.remove(waiter);
        long now = now();
        linesOf(waiter).forEach(line -> line.leave(waiter, now));
        if (!(activation instanceof Activation.Jobs)) {
            returns.accept(waiter.jobs()); // what it had of a batch that was not full yet
        }
        waiter.answer.complete(activation);
    }

    private List<Line> linesOf(Waiter waiter) {
        return waiter.poll.wanted().stream()
                .flatMap(wanted -> linesOf(wanted).stream())
                .distinct()
                .toList();
    }

    private List<Line> linesOf(Wanted wanted) {
        return wanted.tenantIds().stream()
                .map(tenant -> line(new LineKey(new Key(tenant, wanted.type()), wanted.selection())))
                .toList();
    }

    private Line line(LineKey key) {
        return lines.computeIfAbsent(key, made -> {
            linesByKey.computeIfAbsent(made.key(), any -> new HashSet<>()).add(made);
            return new Line(partitions);
        });
    }

    private long now() {
        return nanoTime.getAsLong();
    }
}
