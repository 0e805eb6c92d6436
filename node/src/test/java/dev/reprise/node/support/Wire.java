package dev.reprise.node.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** A client that sends what no well-behaved one would, byte by byte. */
public final class Wire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket = new Socket();
    private final StringBuilder seen = new StringBuilder();

    public Wire(int port) {
        try {
            socket.setReceiveBufferSize(8 << 10);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends text as it is; false if the other side is gone. */
    public boolean send(String text) {
        return send(text.getBytes(ISO_8859_1));
    }

    public boolean send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return true;
        } catch (SocketException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the head of a request with these further lines. */
    public Wire head(String method, String path, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        boolean unused = send(head + "\r\n");
        return this;
    }

    /** Whether the other side has closed the connection, as far as can be seen within a few milliseconds. What it said is kept. */
    public boolean closed() {
        try {
            socket.setSoTimeout(20);
            byte[] some = new byte[64 << 10];
            for (int read = socket.getInputStream().read(some);
                    read >= 0;
                    read = socket.getInputStream().read(some)) {
                seen.append(new String(some, 0, read, ISO_8859_1));
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that was said before the connection was closed. */
    public String seen() {
        return seen.toString();
    }

    /** The next answer: its head and, if that has a length, its body. */
    public String answer() {
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return answer.toString();
                }
                answer.append((char) next);
            }
            String lower = answer.toString().toLowerCase(java.util.Locale.ROOT);
            if (lower.contains("transfer-encoding: chunked")) {
                return answer.append(chunks(in)).toString();
            }
            int at = lower.indexOf("content-length: ");
            int length = at < 0 ? 0 : Integer.parseInt(lower.substring(at + 16, lower.indexOf('\r', at)));
            return answer.append(new String(in.readNBytes(length), ISO_8859_1)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String chunks(InputStream in) throws IOException {
        StringBuilder body = new StringBuilder();
        int size;
        do {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
                line.append((char) next);
            }
            size = line.isEmpty() ? 0 : Integer.parseInt(line.toString().trim(), 16);
            body.append(new String(in.readNBytes(size), ISO_8859_1));
            byte[] unused = in.readNBytes(2);
        } while (size > 0);
        return body.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
