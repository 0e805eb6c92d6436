package dev.reprise.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/** One HTTP/1.1 connection of the load: a request at a time, its answer read as it comes. For the selecting thread only. */
final class Lane {
    static final int UNFINISHED = -1;
    static final int LOST = 0;

    private static final int USUAL_ANSWER = 2 << 10;

    private final SocketChannel channel;
    private final SelectionKey key;
    private ByteBuffer out = ByteBuffer.allocate(0);
    private ByteBuffer in = ByteBuffer.allocate(USUAL_ANSWER);
    private boolean closes;
    /** Which request is under way. */
    long number;

    /** When it was meant to be sent, in {@link System#nanoTime}. */
    long meantAt;

    Lane(int port, Selector selector) throws IOException {
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    }

    /** Sends a request, as soon as the connection is there. */
    void send(ByteBuffer request) {
        out = request;
        in.clear();
        if (channel.isConnected()) {
            write();
        }
    }

    private void write() {
        try {
            channel.write(out);
            key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        } catch (IOException e) {
            key.interestOps(SelectionKey.OP_READ); // which says what is the matter
        }
    }

    /** Goes on; the status of the answer if it is whole, {@link #LOST} if it never will be, else {@link #UNFINISHED}. */
    int proceed() {
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                write();
            } else if (key.isWritable()) {
                write();
            } else if (key.isReadable()) {
                return read();
            }
            return UNFINISHED;
        } catch (IOException e) {
            return LOST;
        }
    }

    private int read() throws IOException {
        if (!in.hasRemaining()) {
            in = ByteBuffer.allocate(2 * in.capacity()).put(in.flip());
        }
        int read = channel.read(in);
        if (read < 0) {
            return LOST;
        }
        String text = new String(in.array(), 0, in.position(), ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return UNFINISHED;
        }
        String head = text.substring(0, end + 2).toLowerCase(Locale.ROOT);
        int at = head.indexOf("\r\ncontent-length: ");
        int length = at < 0 ? 0 : Integer.parseInt(head.substring(at + 18, head.indexOf("\r\n", at + 18)));
        closes = head.contains("\r\nconnection: close");
        return in.position() < end + 4 + length ? UNFINISHED : Integer.parseInt(head.substring(9, 12));
    }

    /** Whether another request may follow. */
    boolean goesOn() {
        return !closes;
    }

    void close() {
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            // as good as closed
        }
    }
}
