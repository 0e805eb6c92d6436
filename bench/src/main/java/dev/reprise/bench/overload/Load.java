package dev.reprise.bench.overload;

import dev.reprise.bench.load.JobSet;
import dev.reprise.bench.load.Requests;
import java.nio.ByteBuffer;
import java.util.BitSet;

/** What is asked of the node, request by request: four failures of jobs that there are, then the creation of one more. */
final class Load {
    static final int KINDS = 2;
    static final int REPORT = 0;
    static final int CREATION = 1;

    private static final int TURN = 5;
    private static final String PREFIX = "overload-";
    private static final String CREATE = "{\"type\":\"created-in-overload\",\"variables\":{\"orderId\":\"ord-1\"}}";

    private final Requests requests;
    private final JobSet jobs;
    private final BitSet accepted = new BitSet();
    private final BitSet refused = new BitSet();
    private long sent;

    Load(int port, JobSet jobs) {
        requests = new Requests(port);
        this.jobs = jobs;
    }

    static int kind(long number) {
        return number % TURN == 0 ? CREATION : REPORT;
    }

    /** The request of a number; its idempotency key is the id of the command that it becomes. */
    ByteBuffer request(long number) {
        sent = Math.max(sent, number + 1);
        String idempotencyKey = "Idempotency-Key: " + PREFIX + number + "\r\n";
        return kind(number) == CREATION
                ? requests.post("/v1/jobs", CREATE, idempotencyKey)
                : requests.fail(jobs.scattered(number), idempotencyKey);
    }

    /** Remembers what the client was told. */
    void told(long number, int status) {
        if (status / 100 == 2) {
            accepted.set((int) number);
        } else if (status == 503 || status == 429) {
            refused.set((int) number);
        }
    }

    long sent() {
        return sent;
    }

    /** Numbers that were accepted: each has happened once. */
    BitSet accepted() {
        return accepted;
    }

    /** Numbers that were refused: none has happened. */
    BitSet refused() {
        return refused;
    }

    /** The number in a command id; −1 if it is none of this load. */
    static int number(String commandId) {
        return commandId.startsWith(PREFIX) ? Integer.parseInt(commandId.substring(PREFIX.length())) : -1;
    }
}
