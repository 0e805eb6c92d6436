package dev.reprise.node.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a node, hands requests on byte by byte, and lets the connection break in place of the first answers: what
 * the node did is done, but the client does not know.
 */
public final class AnswerDroppingProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int to;
    private final AtomicInteger drops;
    private final AtomicInteger requests = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    public AnswerDroppingProxy(String url, int drops) {
        this.to = URI.create(url).getPort();
        this.drops = new AtomicInteger(drops);
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Requests that it has handed on. */
    public int requests() {
        return requests.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket node = new Socket(InetAddress.getLoopbackAddress(), to)) {
            while (true) {
                byte[] request = message(client.getInputStream());
                requests.incrementAndGet();
                node.getOutputStream().write(request);
                byte[] answer = message(node.getInputStream());
                if (drops.getAndDecrement() > 0) {
                    return;
                }
                client.getOutputStream().write(answer);
            }
        } catch (IOException e) {
            // the client has closed its connection
        }
    }

    /** Head and body of one message that has a Content-Length. */
    private static byte[] message(InputStream from) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = from.read();
            if (next < 0) {
                throw new IOException("End of the connection");
            }
            bytes.write(next);
        }
        int length = 0;
        for (String line : bytes.toString(ISO_8859_1).split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).trim());
            }
        }
        bytes.write(from.readNBytes(length));
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
