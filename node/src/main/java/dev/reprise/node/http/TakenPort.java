package dev.reprise.node.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A port that is bound, and listened on later. Until then whoever connects is refused at once; on a port that is listened on, the system would
 * let him connect and wait for a server to look. Other servers could still take it meanwhile, and {@link #listen} fails then.
 */
final class TakenPort implements AutoCloseable {
    private final Socket place;
    private final InetSocketAddress address;
    private @Nullable ServerSocketChannel listening;

    private TakenPort(Socket place, String host) {
        this.place = place;
        address = new InetSocketAddress(host, place.getLocalPort());
    }

    /**
     * Takes one.
     *
     * @param number 0 for a free one
     * @throws IOException if somebody listens on it, or this process may not
     */
    static TakenPort of(String host, int number) throws IOException {
        Socket place = new Socket();
        try {
            place.setReuseAddress(number != 0); // to listen beside it; but the system would give out a free one twice
            place.bind(new InetSocketAddress(host, number));
            return new TakenPort(place, host);
        } catch (IOException | RuntimeException e) {
            place.close();
            throw e;
        }
    }

    int number() {
        return address.getPort();
    }

    /**
     * Listens on it.
     *
     * @param backlog connections that may wait to be accepted
     * @throws IOException if somebody else does by now
     */
    ServerSocketChannel listen(int backlog) throws IOException {
        if (!place.getReuseAddress()) {
            place.close(); // it would be in our own way
        }
        ServerSocketChannel socket = ServerSocketChannel.open();
        listening = socket;
        socket.bind(address, backlog);
        place.close();
        return socket;
    }

    @Override
    public void close() {
        try {
            place.close();
            if (listening != null) {
                listening.close();
            }
        } catch (IOException e) {
            // It holds nothing that could be lost.
        }
    }
}
