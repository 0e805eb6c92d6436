package dev.reprise.node.access;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jose4j.http.SimpleGet;
import org.jose4j.http.SimpleResponse;

/** Asks a server that did not answer only again after a while, so that no caller waits for it in vain and none can make us hammer it. */
final class RestrainedGet implements SimpleGet {
    private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

    private final SimpleGet get;
    private final LongSupplier nanoTime;
    private volatile boolean failed;
    private volatile long failedAt;

    RestrainedGet(SimpleGet get, LongSupplier nanoTime) {
        this.get = get;
        this.nanoTime = nanoTime;
    }

    @Override
    public SimpleResponse get(String location) throws IOException {
        if (failed && nanoTime.getAsLong() - failedAt < PAUSE_NANOS) {
            throw new IOException("Expected " + location + " to answer, but it did not a moment ago");
        }
        try {
            SimpleResponse response = get.get(location);
            failed = false;
            return response;
        } catch (IOException e) {
            failedAt = nanoTime.getAsLong();
            failed = true;
            throw e;
        }
    }
}
