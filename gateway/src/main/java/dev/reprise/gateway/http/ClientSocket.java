package dev.reprise.gateway.http;

import dev.reprise.gateway.activation.Caller;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket that a request came on, while its answer is not begun. Jetty does not read from an HTTP/1.1 connection
 * whose request is being answered, and so does not see that the client closed it. This looks: it reads what is there,
 * without waiting. End of stream or a reset means that the client is gone (one that only closed its sending half counts
 * as gone too, as with other servers). Bytes are the client's next request, sent ahead: Jetty gets them back.
 *
 * <p>To be made when the body has been read to its end. On other protocols than HTTP/1.1 a client never seems gone.
 */
public final class ClientSocket implements Caller {
    private static final Logger log = LoggerFactory.getLogger(ClientSocket.class);
    private static final int READ_AHEAD = 1024;

    private final EndPoint endPoint;
    private final Connection connection;
    private boolean over;
    private boolean gone;

    private ClientSocket(ConnectionMetaData metaData) {
        connection = metaData.getConnection();
        endPoint = connection.getEndPoint();
        over = metaData.getHttpVersion() != HttpVersion.HTTP_1_1 || !(connection instanceof Connection.UpgradeTo);
    }

    /** The socket of a request whose body has been read. */
    public static ClientSocket of(Context ctx) {
        return new ClientSocket(
                ServletContextRequest.getServletContextRequest(ctx.req()).getConnectionMetaData());
    }

    @Override
    public synchronized boolean gone() {
        if (over || gone) {
            return gone;
        }
        ByteBuffer ahead = ByteBuffer.allocate(READ_AHEAD);
        ahead.limit(0); // Jetty's buffers are ready to be read from: this one is empty
        try {
            int read = endPoint.fill(ahead);
            gone = read < 0;
            if (read > 0) {
                ((Connection.UpgradeTo) connection).onUpgradeTo(ahead);
                over = true; // the rest of that request stays in the socket, and with it the end of stream
            }
        } catch (IOException e) {
            log.debug("A client is gone", e);
            gone = true;
        }
        return gone;
    }

    /** Looks once more and then never again, since from here on Jetty uses the socket. True if the client is there. */
    public synchronized boolean beginAnswer() {
        boolean there = !gone();
        over = true;
        return there;
    }
}
