package dev.reprise.query.partition;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Path and query of a request between nodes. */
public final class PeerQuery {
    private final StringBuilder text;
    private char separator = '?';

    private PeerQuery(String path) {
        text = new StringBuilder(path);
    }

    /** A path below {@link Peers#PREFIX}. */
    public static PeerQuery of(String path) {
        return new PeerQuery(path);
    }

    /** Adds a parameter, unless it is null. */
    public PeerQuery with(String name, @Nullable Object value) {
        if (value != null) {
            text.append(separator).append(name).append('=').append(URLEncoder.encode(value.toString(), UTF_8));
            separator = '&';
        }
        return this;
    }

    /** Adds the parameter that names the partitions asked for. */
    public PeerQuery withPartitions(List<Integer> partitions) {
        return with("partitions", partitions.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    String text() {
        return text.toString();
    }
}
