package dev.reprise.gateway.activation;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.reprise.command.GiveBackJob;
import dev.reprise.gateway.commands.Call;
import dev.reprise.gateway.commands.CommandGateway;
import dev.reprise.gateway.commands.Outcome;
import dev.reprise.processor.metrics.Meter;
import dev.reprise.processor.metrics.Metrics;
import dev.reprise.reply.ActivatedJob;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back jobs that nobody will work on, so that the next worker gets them at once and not when the lease runs out.
 * What cannot be sent is tried again, ever more seldom, for about a minute.
 */
final class GiveBacks {
    private static final Logger log = LoggerFactory.getLogger(GiveBacks.class);
    private static final int TRIES = 10;
    private static final long FIRST_PAUSE_MS = 100;

    private final CommandGateway gateway;
    private final ScheduledExecutorService clock;
    private final Metrics metrics;
    private final AtomicInteger underWay = new AtomicInteger();

    GiveBacks(CommandGateway gateway, ScheduledExecutorService clock, Metrics metrics) {
        this.gateway = gateway;
        this.clock = clock;
        this.metrics = metrics;
    }

    void giveBack(ActivatedJob job) {
        log.debug("Giving back job {}", job.getJobKey());
        underWay.incrementAndGet();
        attempt(job, 1);
    }

    /** Jobs that are on their way back. */
    int underWay() {
        return underWay.get();
    }

    /** The same command id each time, so that a try whose answer was lost does no harm. */
    private void attempt(ActivatedJob job, int number) {
        GiveBackJob command = new GiveBackJob(job.getJobKey(), job.getWorker(), job.getLeaseToken(), false);
        var unused = gateway.send(command, Call.of("give-back-" + job.getLeaseToken()))
                .thenAccept(outcome -> tried(job, number, outcome));
    }

    private void tried(ActivatedJob job, int number, Outcome outcome) {
        if (outcome instanceof Outcome.Accepted) {
            done("given_back");
        } else if (outcome instanceof Outcome.Rejected) {
            done("not_held"); // its lease is over, or somebody ended it
        } else if (number >= TRIES || !later(job, number)) {
            log.warn("Job {} stays leased until {}: {}", job.getJobKey(), job.getDeadline(), outcome);
            done("unknown");
        }
    }

    private boolean later(ActivatedJob job, int number) {
        try {
            clock.schedule(() -> attempt(job, number + 1), FIRST_PAUSE_MS << number, MILLISECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void done(String outcome) {
        underWay.decrementAndGet();
        metrics.counter(Meter.GATEWAY_GIVEN_BACK, outcome).increment();
    }
}
