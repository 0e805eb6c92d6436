package dev.reprise.query.http;

import io.javalin.http.Context;

/** Names the media type of an answer as it stands: some clients of other APIs compare the header with {@code application/json}. */
public final class ContentType {
    private ContentType() {}

    /** Without the {@code ;charset=utf-8} that the server adds by itself. To be called after the body has been set. */
    public static void exactly(Context ctx, String mediaType) {
        ctx.res().setCharacterEncoding(null);
        ctx.contentType(mediaType);
    }
}
