package dev.reprise.faults.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What counts as a failure, for callers that wait and those that do not. */
@Timeout(60)
class TroubleTest {
    private static final Call CALL = Call.post("/v1/jobs", "{}");

    private final Trouble trouble = new Trouble();

    @Test
    void whoFindsAnotherNodeHasNotFailed() throws IOException {
        try (TinyServer node = TinyServer.answering(200, Map.of(), "{}", () -> {})) {
            List<String> urls = List.of(TinyServer.nobody(), node.url());

            assertThat(new HttpCaller(new Nodes(urls), trouble).call(CALL, "c").isOk())
                    .isTrue();
            assertThat(send(urls))
                    .hasValueSatisfying(
                            answer -> assertThat(answer.statusCode()).isEqualTo(200));
        }
        assertThat(all()).containsOnly(Map.entry("no connection", 2L));
        assertThat(failed()).isEmpty();
    }

    @Test
    void whoFindsNoNodeHasFailed() throws IOException {
        List<String> urls = List.of(TinyServer.nobody(), TinyServer.nobody());

        assertThat(new HttpCaller(new Nodes(urls), trouble).call(CALL, "c").kind())
                .isEqualTo(Answer.Kind.NOT_APPENDED);
        assertThat(send(urls)).isEmpty();
        assertThat(all()).containsEntry("no connection", 4L);
        assertThat(failed()).containsOnly(Map.entry("no node reachable", 2L));
    }

    @Test
    void whoIsToldWhenToTryAgainHasNotFailed() throws IOException {
        try (TinyServer node = TinyServer.answering(503, Map.of("Retry-After", "1"), "", () -> {})) {
            send(List.of(node.url()));
        }
        assertThat(all()).containsOnly(Map.entry("503", 1L));
        assertThat(failed()).isEmpty();
    }

    @Test
    void whoIsNotToldHasFailed() throws IOException {
        try (TinyServer busy = TinyServer.answering(503, Map.of(), "", () -> {});
                TinyServer slow = TinyServer.answering(504, Map.of(), "", () -> {})) {
            send(List.of(busy.url()));
            send(List.of(slow.url()));
        }
        assertThat(failed()).containsOnly(Map.entry("503 without Retry-After", 1L), Map.entry("504", 1L));
    }

    @Test
    void whoseConnectionBreaksHasFailed() throws IOException {
        Runnable breaks = () -> {
            throw new IllegalStateException("the server hangs up");
        };
        try (TinyServer node = TinyServer.answering(200, Map.of(), "{}", breaks)) {
            assertThat(send(List.of(node.url()))).isEmpty();
        }
        assertThat(failed()).hasSize(1).allSatisfy((what, times) -> {
            assertThat(what).startsWith("broken connection (EOFException: ");
            assertThat(times).isOne();
        });
    }

    @Test
    void whatHadBeenSentBeforeIsCountedByItself() {
        long now = System.currentTimeMillis();
        trouble.add(now - 20_000, "504");
        trouble.add(now - 900, "broken connection");
        trouble.add(now, "504");

        assertThat(trouble.failedBetween(now, Long.MAX_VALUE))
                .containsOnly(Map.entry("504", 1L), Map.entry("broken connection", 1L));
        assertThat(trouble.leftOver(now, Long.MAX_VALUE)).containsOnly(Map.entry("504", 1L));
        assertThat(trouble.leftOver(0, now - 1)).isEmpty();
    }

    private Optional<HttpResponse<String>> send(List<String> urls) {
        return new AsyncCaller(trouble)
                .send(
                        urls,
                        url -> HttpRequest.newBuilder(URI.create(url + "/v1/jobs"))
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build())
                .join();
    }

    private Map<String, Long> all() {
        return trouble.all();
    }

    private Map<String, Long> failed() {
        return trouble.failedBetween(0, Long.MAX_VALUE);
    }
}
