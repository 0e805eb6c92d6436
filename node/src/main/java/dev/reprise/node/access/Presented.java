package dev.reprise.node.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a request says of its sender. */
sealed interface Presented {
    /** Nothing. */
    record Nothing() implements Presented {}

    /** A key, in {@code X-API-Key} or as a bearer token; or a JWT as a bearer token. */
    record Token(String text) implements Presented {
        @Override
        public String toString() {
            return "Token";
        }
    }

    record Password(String name, String password) implements Presented {
        @Override
        public String toString() {
            return "Password of " + name;
        }
    }

    /** Something that is none of these. */
    record Unreadable() implements Presented {}

    static Presented in(Context ctx) {
        String authorization = ctx.header("Authorization");
        if (authorization == null) {
            String key = ctx.header("X-API-Key");
            return key == null ? new Nothing() : new Token(key.trim());
        }
        int space = authorization.indexOf(' ');
        String scheme = space < 0 ? authorization : authorization.substring(0, space);
        String rest = space < 0 ? "" : authorization.substring(space + 1).trim();
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "bearer" -> rest.isEmpty() ? new Unreadable() : new Token(rest);
            case "basic" -> basic(rest);
            default -> new Unreadable();
        };
    }

    private static Presented basic(String base64) {
        String text = decoded(base64);
        int colon = text == null ? -1 : text.indexOf(':');
        return text == null || colon < 0
                ? new Unreadable()
                : new Password(text.substring(0, colon), text.substring(colon + 1));
    }

    private static @Nullable String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
