package dev.reprise.faults.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy on loopback between a node and a broker. While its gate is shut nothing passes and nothing is closed, as with a cable that
 * is pulled: those at the ends find out by their timeouts, and what was on its way arrives when the gate opens.
 */
final class Wire implements AutoCloseable {
    private static final int BUFFER = 64 << 10;
    private static final int BACKLOG = 128;
    private static final long SMALL_STACK = 128L << 10;

    private final ServerSocket server;
    private final int to;
    private final Gate gate;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();

    /**
     * @param port to listen on
     * @param to port of the broker
     */
    Wire(int port, int to, Gate gate) {
        this.to = to;
        this.gate = gate;
        try {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to listen on port " + port + ", but could not", e);
        }
        run("wire", this::accept);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket node = server.accept();
                open.add(node);
                run("wire-connect", () -> connect(node));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void connect(Socket node) {
        try {
            gate.pass();
            Socket broker = new Socket(InetAddress.getLoopbackAddress(), to);
            open.add(broker);
            node.setTcpNoDelay(true);
            broker.setTcpNoDelay(true);
            run("wire-out", () -> pump(node, broker));
            run("wire-in", () -> pump(broker, node));
        } catch (IOException e) {
            close(node); // no broker there
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close(node);
        }
    }

    private void pump(Socket from, Socket into) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = into.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                gate.pass();
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // one end is gone, and the other is told so
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(from);
            close(into);
        }
    }

    /** Breaks all connections; new ones are taken. */
    void reset() {
        open.forEach(this::close);
    }

    private void close(Closeable socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed
        }
    }

    private static void run(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, SMALL_STACK);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        close(server);
        gate.set(true);
        reset();
    }
}
