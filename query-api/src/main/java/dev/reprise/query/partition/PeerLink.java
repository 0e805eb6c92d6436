package dev.reprise.query.partition;

import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How nodes talk to each other.
 *
 * @param headers what each request says of its sender
 * @param context certificates, asked for before each request, since they may change; null to talk in the clear
 */
public record PeerLink(
        Map<String, String> headers, @Nullable Supplier<SSLContext> context) {
    /** In the clear, and without saying who asks. */
    public static final PeerLink CLEAR = new PeerLink(Map.of(), null);

    String scheme() {
        return context == null ? "http" : "https";
    }

    @Nullable
    SSLContext tls() {
        return context == null ? null : context.get();
    }

    @Override
    public String toString() {
        return "PeerLink[" + scheme() + "]";
    }
}
