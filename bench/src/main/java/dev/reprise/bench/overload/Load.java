package dev.reprise.bench.overload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.reprise.bench.load.JobSet;
import dev.reprise.schemas.JobKeys;
import java.nio.ByteBuffer;
import java.util.BitSet;

/** What is asked of the node, request by request: four failures of jobs that there are, then the creation of one more. */
final class Load {
    static final int KINDS = 2;
    static final int REPORT = 0;
    static final int CREATION = 1;

    private static final int TURN = 5;
    private static final String PREFIX = "overload-";
    private static final String BODY =
            "{\"retries\":3,\"retryBackOff\":0,\"errorMessage\":\"Card issuer did not answer within 5000 ms\"}";

    private final String host;
    private final JobSet jobs;
    private final BitSet accepted = new BitSet();
    private final BitSet refused = new BitSet();
    private long sent;

    Load(int port, JobSet jobs) {
        host = "127.0.0.1:" + port;
        this.jobs = jobs;
    }

    static int kind(long number) {
        return number % TURN == 0 ? CREATION : REPORT;
    }

    /** The request of a number; its idempotency key is the id of the command that it becomes. */
    ByteBuffer request(long number) {
        sent = Math.max(sent, number + 1);
        return kind(number) == CREATION
                ? post("/v1/jobs", "{\"type\":\"created-in-overload\",\"variables\":{\"orderId\":\"ord-1\"}}", number)
                : post("/v1/jobs/" + JobKeys.text(jobs.scattered(number)) + "/failure", BODY, number);
    }

    /** Creates the i-th of the jobs that fail later. */
    ByteBuffer create(long i) {
        String body = "{\"type\":\"charge-card\",\"jobKey\":\"%s\",\"variables\":{\"orderId\":\"ord-%d\"}}"
                .formatted(JobKeys.text(jobs.key((int) i)), i);
        return bytes("/v1/jobs", body, "");
    }

    private ByteBuffer post(String path, String body, long number) {
        return bytes(path, body, "Idempotency-Key: " + PREFIX + number + "\r\n");
    }

    private ByteBuffer bytes(String path, String body, String header) {
        return ByteBuffer.wrap(("POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/json\r\n"
                        + header + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(ISO_8859_1));
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
