package dev.reprise.node.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reprise.node.http.bounds.HttpBounds;
import dev.reprise.node.support.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Clients that send more than a server takes, one by one and together. */
class TooMuchTest extends BoundsSpec {
    @Test
    void headersThatAreTooLargeAreRefusedInTheFormOfTheApi() {
        start(bounds());

        assertThat(client().head("GET", "/hello", "X: " + "x".repeat(5_000)).answer())
                .startsWith("HTTP/1.1 431")
                .contains("application/problem+json");
        assertThat(client().head("GET", "/other/x", "X: " + "x".repeat(5_000)).answer())
                .startsWith("HTTP/1.1 431")
                .endsWith("other 431");
    }

    @Test
    void headersThatAreTooManyAreRefused() {
        start(bounds());
        String[] many = Stream.generate(() -> "a: b").limit(1_000).toArray(String[]::new);

        assertThat(client().head("GET", "/hello", many).answer()).startsWith("HTTP/1.1 431");
    }

    @Test
    void aPathThatIsTooLongIsRefused() {
        start(bounds());

        assertThat(client().head("GET", "/" + "x".repeat(5_000)).answer())
                .startsWith("HTTP/1.1 414")
                .contains("application/problem+json");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedBeforeItIsRead() {
        start(bounds());

        String answer =
                client().head("POST", "/length", "Content-Length: 5000000").answer();

        assertThat(answer)
                .startsWith("HTTP/1.1 413")
                .contains("content-too-large")
                .contains("Connection: close");
        assertThat(client().head("POST", "/other/x", "Content-Length: 5000000").answer())
                .endsWith("other 413");
    }

    @Test
    void aBodyWithoutALengthIsRefusedWhenItHasBecomeTooLarge() {
        start(bounds());
        Wire client = client();
        client.head("POST", "/length", "Transfer-Encoding: chunked");
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";

        await().until(() -> !client.send(chunk) || client.closed());

        assertThat(client.seen()).startsWith("HTTP/1.1 413");
        await().until(() -> held().bodyBytes() == 0);
    }

    @Test
    void aBodyWithoutALengthIsTakenWhole() {
        start(bounds());
        Wire client = client().head("POST", "/length", "Transfer-Encoding: chunked");
        client.send("3\r\nabc\r\n");
        client.send("2\r\nde\r\n0\r\n\r\n");

        assertThat(client.answer()).contains("200").endsWith("5");
    }

    @Test
    void aCompressedBodyIsRefused() {
        start(bounds());

        assertThat(client().head("POST", "/json", "Content-Encoding: gzip", "Content-Length: 10")
                        .answer())
                .startsWith("HTTP/1.1 415")
                .contains("unsupported-media-type");
    }

    @Test
    void bodiesTogetherHoldNoMoreThanTheyMay() {
        start(new HttpBounds(1_000, Duration.ofSeconds(5), Duration.ofSeconds(5), 1_000, 4_096, 4 << 20, 1 << 20));
        Wire large = client().head("POST", "/length", "Content-Length: 1048000");
        large.send(new byte[1_047_999]);
        await().until(() -> held().bodyBytes() == 1_047_999);

        Wire refused = client().head("POST", "/length", "Content-Length: 2000");
        refused.send(new byte[2_000]);
        assertThat(refused.answer())
                .startsWith("HTTP/1.1 503")
                .contains("Retry-After: 1")
                .contains("urn:reprise:problem:overloaded");

        large.send(new byte[1]);
        assertThat(large.answer()).contains("200").endsWith("1048000");
        await().until(() -> held().bodyBytes() == 0);
        Wire next = client().head("POST", "/length", "Content-Length: 2000");
        next.send(new byte[2_000]);
        assertThat(next.answer()).contains("200").endsWith("2000");
    }

    @Test
    void connectionsBeyondThoseThatAreServedAreToldSo() {
        start(new HttpBounds(5, Duration.ofSeconds(60), Duration.ofSeconds(5), 1_000, 4_096, 4 << 20, 1 << 20));
        List<Wire> served = Stream.generate(this::client).limit(5).toList();
        served.forEach(
                client -> assertThat(client.head("GET", "/hello").answer()).contains("200"));

        Wire refused = client().head("GET", "/hello");
        assertThat(refused.answer())
                .startsWith("HTTP/1.1 503")
                .contains("Retry-After: 1")
                .contains("Connection: close");
        await().until(refused::closed);
        assertThat(client().head("GET", "/health/live").answer())
                .contains("200")
                .endsWith("alive");

        served.get(0).close();
        await().until(() -> held().open() <= 4);
        assertThat(client().head("GET", "/hello").answer()).contains("200");
    }

    @Test
    void connectionsBeyondThatAreNotAcceptedUntilOthersEnd() {
        start(new HttpBounds(1, Duration.ofSeconds(60), Duration.ofSeconds(5), 1_000, 4_096, 4 << 20, 1 << 20));
        List<Wire> many = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            many.add(client().head("GET", "/health/live"));
        }

        await().during(Duration.ofMillis(100)).until(() -> held().open() <= 17);
        many.forEach(Wire::close);
        await().until(() -> held().open() == 0);
        assertThat(client().head("GET", "/hello").answer()).contains("200");
    }

    @Test
    void readsDoNotTakeAllThreads() {
        start(bounds());
        int most = held().mostReads();
        for (int i = 0; i < most; i++) {
            client().head("GET", "/blocking");
        }
        await().until(() -> waiting.get() == most);

        assertThat(client().head("GET", "/hello").answer())
                .startsWith("HTTP/1.1 503")
                .contains("Retry-After: 1");
        assertThat(client().head("GET", "/health/live").answer()).contains("200");
        Wire report = client().head("POST", "/length", "Content-Length: 1");
        report.send("x");
        assertThat(report.answer()).contains("200");

        goOn.complete(null);
        await().until(() -> client().head("GET", "/hello").answer().contains("200"));
    }

    @Test
    void readsThatFindNoThreadWaitForOne() {
        start(bounds());
        int most = held().mostReads();
        for (int i = 0; i < most; i++) {
            client().head("GET", "/blocking");
        }
        await().until(() -> waiting.get() == most);
        List<Wire> inLine = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            inLine.add(client().head("GET", "/hello"));
        }
        await().until(() -> held().waitingReads() == 20);

        goOn.complete(null);

        inLine.forEach(read -> assertThat(read.answer()).startsWith("HTTP/1.1 200"));
    }

    @Test
    void requestsThatDoNotEndDoNotKeepTheServerFromBeingClosed() {
        start(bounds());
        Wire client = client().head("GET", "/later");
        await().until(() -> waiting.get() == 1);

        server.close();

        await().until(client::closed);
        Thread late = new Thread(() -> goOn.complete(null)); // goes through all that is left to do for the request
        late.start();
        await().until(() -> !late.isAlive());
    }

    @Test
    void jsonThatIsTooDeepOrItsNumbersTooLongIsRefused() {
        start(bounds());

        assertThat(json("{\"a\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}"))
                .startsWith("HTTP/1.1 400")
                .contains("invalid-body");
        assertThat(json("{\"a\":" + "9".repeat(2_000) + "}")).startsWith("HTTP/1.1 400");
        assertThat(json("{\"a\":1e999999999}")).startsWith("HTTP/1.1 200");
    }

    private String json(String body) {
        byte[] bytes = body.getBytes(ISO_8859_1);
        Wire client =
                client().head("POST", "/json", "Content-Type: application/json", "Content-Length: " + bytes.length);
        client.send(bytes);
        return client.answer();
    }
}
