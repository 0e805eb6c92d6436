package dev.reprise.node.http;

import dev.reprise.node.http.bounds.Leaving;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectorManager.AcceptListener;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Loses no request when it stops. Jetty's own connector loses those on connections that have been taken but not yet been set up, and those
 * that follow an answer which was on its way when the stop began (seen in every other stop of a busy server, {@code StoppingServerTest}).
 */
final class DrainingConnector extends ServerConnector {
    private static final int ONE = 1;
    private static final long LOOK_AGAIN_MILLIS = 2;

    private final ServerSocketChannel listening;
    private final Selector arrivals;
    private final AtomicInteger beingSetUp = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean stopping;

    /**
     * @param listening a socket that is bound; the connector closes it
     */
    DrainingConnector(Server server, ServerSocketChannel listening, ConnectionFactory... protocols) throws IOException {
        super(server, null, null, null, ONE, ONE, protocols);
        this.listening = listening;
        open(listening);
        listening.configureBlocking(false);
        arrivals = Selector.open();
        listening.register(arrivals, SelectionKey.OP_ACCEPT);
        addBean(new AcceptListener() {
            @Override
            public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
                beingSetUp.decrementAndGet();
            }
        });
    }

    /** Called again and again by the one thread that takes connections. */
    @Override
    public void accept(int acceptor) throws IOException {
        if (!arrivals.isOpen()) {
            throw new ClosedChannelException(); // which ends the thread
        }
        arrivals.select();
        arrivals.selectedKeys().clear();
        takeAll();
        if (stopping) {
            listening.keyFor(arrivals).cancel();
            arrivals.close(); // a socket is closed at once only if no selector knows it
            takeAll();
            listening.close();
            closed.countDown();
        }
    }

    private void takeAll() throws IOException {
        SocketChannel taken = isAccepting() ? listening.accept() : null;
        while (taken != null) {
            beingSetUp.incrementAndGet();
            taken.configureBlocking(false);
            configure(taken.socket());
            getSelectorManager().accept(taken);
            taken = isAccepting() ? listening.accept() : null;
        }
    }

    @Override
    protected void onEndPointOpened(EndPoint connection) {
        super.onEndPointOpened(connection);
        beingSetUp.decrementAndGet();
    }

    /**
     * Takes the connections that there are, and then no more: who comes later is refused. Those that are open are served.
     *
     * @param longest how long that may take; it is milliseconds, but for a machine that has no time for it
     */
    void stopAccepting(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        stopping = true;
        arrivals.wakeup();
        if (!closed.await(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            return;
        }
        while (beingSetUp.get() > 0 && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    /**
     * Only when it has ended. In between, Jetty would close connections after answers that promise to keep them; here, the next request is told
     * that it is the last one, see {@link Leaving}.
     */
    @Override
    public boolean isShutdown() {
        return !isRunning();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        arrivals.close();
    }
}
