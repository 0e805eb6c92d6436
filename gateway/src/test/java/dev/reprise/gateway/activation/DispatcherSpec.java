package dev.reprise.gateway.activation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.gateway.Answers;
import dev.reprise.gateway.commands.Outcome;
import dev.reprise.gateway.commands.Outcome.NotAppended;
import dev.reprise.gateway.commands.Outcome.Unknown;
import dev.reprise.gateway.log.Append.Refusal;
import dev.reprise.reply.ActivatedJob;
import dev.reprise.reply.JobsActivated;
import dev.reprise.reply.JobsAvailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What is asked is kept in {@link #asks} until the test answers it, in any order that it likes. */
abstract class DispatcherSpec {
    static final String TENANT = "<default>";
    static final NotAppended OVERLOADED = new NotAppended(Refusal.OVERLOADED, "full");
    static final Unknown UNKNOWN = new Unknown("c", "nobody knows");

    final List<Ask> asks = new ArrayList<>();
    final List<Ask> answered = new ArrayList<>();
    final List<ActivatedJob> givenBack = new ArrayList<>();
    long now = 1_000_000;
    boolean noticesAreRead = true;
    final Dispatcher dispatcher = dispatcher(4);
    private long nextJob = 1;

    private Dispatcher dispatcher(int partitions) {
        return new Dispatcher(partitions, asks::add, givenBack::addAll, () -> noticesAreRead, () -> now);
    }

    final CompletableFuture<Activation> poll(String worker, int maxJobs) {
        return poll(worker, maxJobs, Duration.ofSeconds(20), Caller.patient());
    }

    final CompletableFuture<Activation> pollFor(String type, String worker, int maxJobs) {
        return join(new Poll(worker, maxJobs, List.of(wanted(type)), Duration.ofSeconds(20), null), Caller.patient());
    }

    final CompletableFuture<Activation> poll(String worker, int maxJobs, Duration patience, Caller caller) {
        return join(new Poll(worker, maxJobs, List.of(wanted("mail")), patience, null), caller);
    }

    final CompletableFuture<Activation> join(Poll poll, Caller caller) {
        CompletableFuture<Activation> answer = new CompletableFuture<>();
        dispatcher.join(new Waiter(poll, caller, now, now + poll.patience().toNanos(), answer));
        return answer;
    }

    static Wanted wanted(String type) {
        return new Wanted(type, Duration.ofSeconds(60), List.of(TENANT), null, true);
    }

    final Ask ask(int number) {
        assertThat(asks.size()).as("questions asked").isGreaterThan(number);
        return asks.get(number);
    }

    final void answer(Ask ask, int jobs) {
        long[] keys = new long[jobs];
        for (int i = 0; i < jobs; i++) {
            keys[i] = nextJob++;
        }
        JobsActivated answer =
                Answers.activated("c", ask.command().getType(), ask.command().getWorker(), keys);
        answered.add(ask);
        dispatcher.answered(ask, new Outcome.Activated(answer));
    }

    final void answerAllEmpty() {
        for (int i = 0; i < asks.size(); i++) {
            Ask ask = asks.get(i);
            if (answered.stream().noneMatch(done -> done == ask)) {
                answer(ask, 0);
            }
        }
    }

    final void notice(String type, int partition) {
        dispatcher.noticed(new JobsAvailable(type, TENANT, partition));
    }

    /** Time goes by, with a tick every 50 ms. */
    final void pass(Duration time) {
        long until = now + time.toNanos();
        while (now < until) {
            now = Math.min(until, now + Duration.ofMillis(50).toNanos());
            dispatcher.tick();
        }
    }

    static List<ActivatedJob> jobs(CompletableFuture<Activation> poll) {
        assertThat(poll).isDone();
        assertThat(poll.join()).isInstanceOf(Activation.Jobs.class);
        return ((Activation.Jobs) poll.join()).jobs();
    }
}
