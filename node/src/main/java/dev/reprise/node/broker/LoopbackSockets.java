package dev.reprise.node.broker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.server.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Server sockets on loopback, bound before the broker is configured and handed to it when it asks for their port. So a free
 * port is free for good (nobody can take it between choosing and binding), and a port in use is an error of ours, with our
 * words, before anything has been started.
 */
final class LoopbackSockets implements ServerSocketFactory, AutoCloseable {
    static final String HOST = "127.0.0.1";

    private static final int BACKLOG = 128;

    private final List<ServerSocketChannel> notHandedOut = new ArrayList<>();

    /** Binds a port of loopback, 0 for any free one, and returns it. */
    synchronized int reserve(int port) {
        ServerSocketChannel channel = null;
        try {
            channel = ServerSocketChannel.open();
            channel.bind(new InetSocketAddress(HOST, port), BACKLOG);
            notHandedOut.add(channel);
            return channel.socket().getLocalPort();
        } catch (IOException e) {
            closeQuietly(channel);
            throw new BrokerStartException(
                    "Expected to open Kafka port " + port + " on " + HOST + ", but it could not be bound: "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public synchronized ServerSocketChannel openServerSocket(
            String listenerName, InetSocketAddress address, int listenBacklogSize, int recvBufferSize)
            throws IOException {
        for (ServerSocketChannel channel : notHandedOut) {
            if (channel.socket().getLocalPort() == address.getPort()) {
                channel.configureBlocking(false);
                notHandedOut.remove(channel);
                return channel;
            }
        }
        return ServerSocketFactory.INSTANCE.openServerSocket(listenerName, address, listenBacklogSize, recvBufferSize);
    }

    /** Closes what the broker has not taken. */
    @Override
    public synchronized void close() {
        notHandedOut.forEach(LoopbackSockets::closeQuietly);
        notHandedOut.clear();
    }

    private static void closeQuietly(@Nullable ServerSocketChannel channel) {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            // A socket that was only bound: there is nothing in it to lose.
        }
    }
}
