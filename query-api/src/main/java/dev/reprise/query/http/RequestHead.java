package dev.reprise.query.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** What is known of a request before its body is read, whoever has to answer it. */
public interface RequestHead {
    /** In upper case. */
    String method();

    /** Begins with a slash; as it was sent, still with its escapes. Empty if the request has no path that could be read. */
    String path();

    /** As it was sent, without the question mark; empty if there is none. */
    String query();

    /** First value of a header, whatever the case of its name; null if there is none. */
    @Nullable
    String header(String name);

    static RequestHead of(HttpServletRequest request) {
        return new RequestHead() {
            @Override
            public String method() {
                return request.getMethod();
            }

            @Override
            public String path() {
                return Objects.requireNonNullElse(request.getRequestURI(), "");
            }

            @Override
            public String query() {
                return Objects.requireNonNullElse(request.getQueryString(), "");
            }

            @Override
            public @Nullable String header(String name) {
                return request.getHeader(name);
            }
        };
    }

    /** Of a request that no servlet has seen. */
    static RequestHead of(Request request) {
        return new RequestHead() {
            @Override
            public String method() {
                return request.getMethod();
            }

            @Override
            public String path() {
                return Objects.requireNonNullElse(request.getHttpURI().getPath(), "");
            }

            @Override
            public String query() {
                return Objects.requireNonNullElse(request.getHttpURI().getQuery(), "");
            }

            @Override
            public @Nullable String header(String name) {
                return request.getHeaders().get(name);
            }
        };
    }
}
