package dev.reprise.node.http.bounds;

import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Hands requests on when their bodies are there: until then a client holds no thread, however slow it is, and what bodies hold of the
 * memory is bounded over all of them until they are answered. A body that is too large, too slow, compressed or too much is refused.
 */
final class WholeBodies extends Handler.Wrapper {
    private final HttpBounds bounds;
    private final Room room;

    WholeBodies(HttpBounds bounds, Handler next) {
        super(next);
        this.bounds = bounds;
        room = new Room(bounds.heldBytes());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Handler next = getHandler();
        if (!hasBody(request)) {
            return next.handle(request, response, callback);
        }
        if (request.getLength() > bounds.bodyBytes()) {
            Refusal.last(Refusal.tooLarge(bounds.bodyBytes()), request, response, callback);
        } else if (isEncoded(request.getHeaders().get(HttpHeader.CONTENT_ENCODING))) {
            Refusal.last(Refusal.encoded(), request, response, callback);
        } else {
            new BodyReader(bounds, room, next, request, response, callback).begin();
        }
        return true;
    }

    private static boolean hasBody(Request request) {
        return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    private static boolean isEncoded(@Nullable String encoding) {
        return encoding != null
                && !encoding.isBlank()
                && !encoding.trim().toLowerCase(Locale.ROOT).equals("identity");
    }

    /** Bytes of bodies held at the moment. */
    long held() {
        return room.held();
    }
}
