package dev.reprise.node.http.bounds;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts {@link HttpBounds} around a server of Jetty's. One for each server; to be added to it as a bean. */
public final class Bounds extends AbstractLifeCycle {
    private static final Logger log = LoggerFactory.getLogger(Bounds.class);
    private static final int MOST_THREADS =
            Math.max(24, 4 * Runtime.getRuntime().availableProcessors());
    private static final int LEAST_THREADS = 4;
    /** Jetty keeps a few threads for itself: reports still find some. */
    private static final int MOST_READS = MOST_THREADS / 2;

    /** A few milliseconds of them: what bursts, not what is too much. */
    private static final int MOST_WAITING_READS = 500;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    /** Clients that use their connections often have used them by then, and answers that were given are out. */
    private static final Duration SILENCE = Duration.ofMillis(500);

    private static final Duration LOOK_FOR_SILENCE = Duration.ofMillis(50);

    private final HttpBounds bounds;
    private final Connections connections;
    private final SteadyAnswers answers;
    private final WholeBodies bodies;
    private final Door door;
    private @Nullable ScheduledExecutorService clock;

    public Bounds(HttpBounds bounds) {
        this.bounds = bounds;
        connections = new Connections(bounds);
        answers = new SteadyAnswers(bounds);
        bodies = new WholeBodies(bounds, answers);
        door = new Door(connections, MOST_READS, MOST_WAITING_READS, LONGEST_WAIT, bodies);
    }

    /**
     * Threads for requests. Those that wait for the engine, for a body or for a slow reader hold none, so few are enough; with many, refusals
     * would take the processors away from the one thread that decides. What waits for a thread
     * is bounded by the connections: each has one request at a time.
     */
    public QueuedThreadPool threads() {
        return new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
    }

    /** What requests pass before they come to their routes, which are to be put behind it. */
    Handler.Wrapper door() {
        return door;
    }

    /** Bounds heads of requests. */
    public void apply(HttpConfiguration http) {
        http.setRequestHeaderSize(bounds.headBytes());
        http.setIdleTimeout(-1); // that of the connector
    }

    /** Bounds connections. */
    public void apply(AbstractConnector connector) {
        connector.setIdleTimeout(bounds.idle().toMillis());
        connector.setShutdownIdleTimeout(-1); // silent connections are closed here, and told before
        connector.addBean(connections);
        connector.addBean(new NetworkConnectionLimit(bounds.connections() + bounds.moreConnections(), connector));
    }

    @Override
    protected void doStart() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(run -> {
            Thread thread = new Thread(run, "reprise-http-bounds");
            thread.setDaemon(true);
            return thread;
        });
        Duration quarter = bounds.head().dividedBy(4);
        long pause = Math.max(1, (quarter.compareTo(LONGEST_PAUSE) < 0 ? quarter : LONGEST_PAUSE).toMillis());
        started.scheduleWithFixedDelay(this::sweep, pause, pause, TimeUnit.MILLISECONDS);
        clock = started;
    }

    private void sweep() {
        try {
            long now = System.nanoTime();
            connections.sweep(now);
            answers.sweep(now);
            door.sweep(now);
        } catch (RuntimeException e) {
            log.error("Going on after a fault in looking after connections", e);
        }
    }

    /** The server has begun to stop, and refuses requests. */
    void leave() {
        if (clock != null) {
            var unused = clock.scheduleWithFixedDelay(
                    this::bidFarewell, SILENCE.toMillis(), LOOK_FOR_SILENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void bidFarewell() {
        try {
            connections.bidFarewell(System.nanoTime(), SILENCE.toNanos());
        } catch (RuntimeException e) {
            log.error("Going on after a fault in closing connections", e);
        }
    }

    @Override
    protected void doStop() {
        if (clock != null) {
            clock.shutdownNow();
            clock = null;
        }
    }

    /** Most threads that reads have at a time. */
    public int mostReads() {
        return MOST_READS;
    }

    /** Reads that wait for a thread at the moment. */
    public int waitingReads() {
        return door.waitingReads();
    }

    /** Connections open at the moment. */
    public int open() {
        return connections.count();
    }

    /** Bytes of request bodies held at the moment. */
    public long bodyBytes() {
        return bodies.held();
    }

    /** Bytes of answers held at the moment since clients have not read them yet. */
    public long answerBytes() {
        return answers.held();
    }

    /** Answers that clients are reading at the moment. */
    public int slowAnswers() {
        return answers.unread();
    }
}
