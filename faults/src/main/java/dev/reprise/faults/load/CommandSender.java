package dev.reprise.faults.load;

import dev.reprise.faults.memory.CommandMemory;
import dev.reprise.faults.memory.Memories;
import dev.reprise.faults.memory.SentCommand;
import dev.reprise.faults.memory.Told;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Sends commands over HTTP as a careful client does: what was not written is sent again, and what is not known is asked for again
 * under the same id. What it knows in the end is remembered.
 */
final class CommandSender {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /** One of so many that were accepted is sent again all the same, as a client does that was restarted. */
    private static final int REPEATED = 30;

    /** One of so many that were not written is left at that, so that there are such memories, too. */
    private static final int GIVEN_UP = 3;

    private final HttpCaller http;
    private final Memories memories;
    private final LongAdder sent;
    private final Consumer<Written> accepted;

    /**
     * @param accepted told of each command that was accepted
     */
    CommandSender(HttpCaller http, Memories memories, LongAdder sent, Consumer<Written> accepted) {
        this.http = http;
        this.memories = memories;
        this.sent = sent;
        this.accepted = accepted;
    }

    /** Sends it until it knows, and returns the last answer that it got. */
    Answer send(SentCommand command, Call call, Random chance) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Answer answer = http.call(call, command.commandId());
        Told told = answer.told();
        while (!isKnown(answer, told, chance) && System.nanoTime() < deadline && !Thread.interrupted()) {
            LockSupport.parkNanos(PAUSE_NANOS);
            answer = http.call(call, command.commandId());
            told = told.then(answer.told());
        }
        memories.remember(new CommandMemory(command, told));
        sent.increment();
        if (answer.isOk()) {
            accepted.accept(written(command, answer));
            if (chance.nextInt(REPEATED) == 0) {
                repeat(command, call, answer);
            }
        }
        return answer;
    }

    private static Written written(SentCommand command, Answer answer) {
        return new Written(
                command.commandId(),
                command.jobKey(),
                answer.body().path("sequence").asLong(),
                answer.body().path("position").asText());
    }

    private static boolean isKnown(Answer answer, Told told, Random chance) {
        return switch (told.outcome()) {
            case ACCEPTED, REJECTED, APPENDED -> true;
            case NOT_APPENDED -> chance.nextInt(GIVEN_UP) == 0;
            case UNKNOWN -> false;
        };
    }

    /** The same command again, which must not do anything, and be answered as before. */
    private void repeat(SentCommand command, Call call, Answer first) {
        Answer second = http.call(call, command.commandId());
        if (second.isOk()
                && second.body().path("sequence").asLong()
                        != first.body().path("sequence").asLong()) {
            throw new IllegalStateException("Expected command " + command.commandId()
                    + " to be answered as before, but got " + first.body() + " and then " + second.body());
        }
    }
}
