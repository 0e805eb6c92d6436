package dev.reprise.node.http.bounds;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.channels.WritePendingException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;

/**
 * The last words of a server on a connection that is silent: an answer to the request that may be on its way. Whoever closes such a connection
 * without a word leaves a client that has just sent a request in doubt about what became of it. To one that has sent none, data on an idle
 * connection says no more than that it ends.
 */
final class Farewell {
    private static final byte[] WORDS = """
            HTTP/1.1 503 Service Unavailable\r
            Retry-After: 1\r
            Connection: close\r
            Content-Length: 0\r
            \r
            """.getBytes(US_ASCII);

    private Farewell() {}

    /** Says them and ends the output; what still comes is read, so that the words are not lost to a reset. */
    static void say(EndPoint connection) {
        try {
            connection.write(
                    Callback.from(connection::shutdownOutput, fault -> connection.close()), ByteBuffer.wrap(WORDS));
        } catch (WritePendingException e) {
            connection.close(); // nobody reads it
        }
    }
}
