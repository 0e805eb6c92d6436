package dev.reprise.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reprise.node.http.bounds.HttpBounds;
import dev.reprise.node.support.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients that take their time, or never come to an end. */
class SlowClientsTest extends BoundsSpec {
    private static final Duration SOON = Duration.ofMillis(300);
    private static final int MORE_THAN_THERE_ARE_THREADS = 80;

    private static HttpBounds impatient() {
        return new HttpBounds(1_000, Duration.ofSeconds(5), SOON, 1_000, 4_096, 4 << 20, 64 << 20);
    }

    @Test
    void aHeadThatComesByteByByteIsCutOff() {
        start(impatient());
        Wire client = client();
        boolean begun = client.send("GET /hello HTTP/1.1\r\nHost: localhost\r\nX: ");

        await().atMost(Duration.ofSeconds(3)).until(() -> client.closed() || !client.send("x"));

        assertThat(begun).isTrue();
        assertThat(client.seen()).doesNotContain("200");
        await().until(() -> held().open() == 0);
    }

    @Test
    void aSecondHeadOnAConnectionIsCutOffAsWell() {
        start(impatient());
        Wire client = client();
        client.head("GET", "/hello");
        assertThat(client.answer()).contains("200");
        boolean begun = client.send("GET /hello HTTP/1.1\r\nX: ");

        await().atMost(Duration.ofSeconds(3)).until(() -> client.closed() || !client.send("x"));

        assertThat(begun).isTrue();
    }

    @Test
    void aBodyThatTricklesIsRefusedAndItsConnectionClosed() {
        start(impatient());
        Wire client = client();
        client.head("POST", "/length", "Content-Length: 100000");

        await().atMost(Duration.ofSeconds(3)).until(() -> client.closed() || !client.send("x"));

        assertThat(client.seen()).startsWith("HTTP/1.1 408").contains("came too slowly");
        await().until(() -> held().bodyBytes() == 0);
    }

    @Test
    void aBodyThatStopsIsRefusedWhenTheConnectionHasBeenSilent() {
        start(new HttpBounds(1_000, SOON, SOON, 1_000, 4_096, 4 << 20, 64 << 20));
        Wire client = client();
        client.head("POST", "/length", "Content-Length: 10");

        assertThat(client.answer()).startsWith("HTTP/1.1 408");
        await().until(client::closed);
    }

    @Test
    void aSilentConnectionIsClosed() {
        start(new HttpBounds(1_000, SOON, SOON, 1_000, 4_096, 4 << 20, 64 << 20));
        Wire client = client();

        await().atMost(Duration.ofSeconds(3)).until(client::closed);
    }

    @Test
    void whoWaitsForALateAnswerIsNotSilent() {
        start(new HttpBounds(1_000, SOON, SOON, 1_000, 4_096, 4 << 20, 64 << 20));
        Wire client = client();
        client.head("GET", "/later");
        await().until(() -> waiting.get() == 1);

        await().during(SOON.multipliedBy(4)).atMost(Duration.ofSeconds(3)).until(() -> !client.closed());
        goOn.complete(null);

        assertThat(client.answer()).contains("200").endsWith("done");
    }

    @Test
    void slowBodiesHoldNoThread() {
        start(bounds());
        List<Wire> slow = new ArrayList<>();
        for (int i = 0; i < MORE_THAN_THERE_ARE_THREADS; i++) {
            slow.add(client().head("POST", "/length", "Content-Length: 3"));
            slow.get(i).send("a");
        }
        await().until(() -> held().bodyBytes() == MORE_THAN_THERE_ARE_THREADS);

        client().head("POST", "/length", "Content-Length: 2").send("ab");
        Wire quick = client().head("POST", "/length", "Content-Length: 2");
        quick.send("ab");
        assertThat(quick.answer()).contains("200").endsWith("2");

        slow.forEach(client -> client.send("bc"));
        slow.forEach(client -> assertThat(client.answer()).contains("200").endsWith("3"));
        await().until(() -> held().bodyBytes() == 0);
    }

    @Test
    void clientsThatDoNotReadHoldNoThreadAndAreLetGoOf() {
        start(new HttpBounds(1_000, Duration.ofSeconds(2), Duration.ofSeconds(5), 1_000, 4_096, 4 << 20, 3L * LARGE));
        List<Wire> deaf = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            deaf.add(client().head("GET", "/large"));
        }
        await().until(() -> held().slowAnswers() == 3);

        assertThat(client().head("GET", "/hello").answer()).contains("200");
        await().atMost(Duration.ofSeconds(8)).until(() -> held().slowAnswers() == 0);

        assertThat(held().answerBytes()).isZero();
        assertThat(deaf).allSatisfy(client -> await().until(client::closed));
    }

    @Test
    void whoDoesNotReadIsLetGoOfWhenThereIsNoMoreRoom() {
        start(new HttpBounds(
                1_000, Duration.ofSeconds(60), Duration.ofSeconds(60), 1_000, 4_096, 4 << 20, LARGE + 1_000_000));
        List<Wire> deaf = List.of(client().head("GET", "/large"), client().head("GET", "/large"));
        await().until(() -> held().slowAnswers() == 2);

        assertThat(client().head("GET", "/hello").answer()).contains("200");
        await().atMost(Duration.ofSeconds(8)).until(() -> held().slowAnswers() == 0);

        assertThat(client().head("GET", "/large").answer()).hasSizeGreaterThan(LARGE);
        deaf.forEach(client -> await().until(client::closed));
        assertThat(deaf).allSatisfy(client -> assertThat(client.seen()).hasSizeLessThan(LARGE));
    }

    @Test
    void aLargeAnswerIsWholeForWhoReadsIt() {
        start(bounds());
        Wire client = client();
        for (int i = 0; i < 3; i++) {
            client.head("GET", "/large");
            String answer = client.answer();
            assertThat(answer).contains("200").hasSizeGreaterThan(LARGE);
        }
        await().until(() -> held().answerBytes() == 0);
    }
}
