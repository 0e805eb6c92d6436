package dev.reprise.query.http;

import io.javalin.config.RoutesConfig;

/**
 * What every answer tells a browser: to take it for what it says it is, to show it in no frame of another page, and to load nothing
 * from elsewhere. No page of another origin may read answers (there is no CORS).
 */
final class BrowserHeaders {
    private static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
            + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private BrowserHeaders() {}

    static void install(RoutesConfig routes) {
        routes.before(ctx -> ctx.header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer"));
    }
}
