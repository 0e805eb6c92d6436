package dev.reprise.node.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/** Problem details (RFC 9457) as a sentence for people. */
final class Problem {
    private static final int LONGEST = 500;

    private Problem() {}

    static String sentence(int status, String body) {
        try {
            JsonNode problem = ApiClient.JSON.readTree(body);
            String title = problem.path("title").asText("");
            String detail = problem.path("detail").asText("");
            if (!title.isEmpty() || !detail.isEmpty()) {
                return join(title, detail) + " (HTTP " + status + ")";
            }
        } catch (JsonProcessingException e) {
            // Not our server, or something between it and us: show what it said.
        }
        String text = body.strip();
        return "HTTP " + status + (text.isEmpty() ? "" : ": " + text.substring(0, Math.min(LONGEST, text.length())));
    }

    private static String join(String title, String detail) {
        if (title.isEmpty() || detail.isEmpty()) {
            return title + detail;
        }
        return title + ": " + detail;
    }
}
