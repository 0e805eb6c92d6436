package dev.reprise.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.reprise.node.support.Wire;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Clients of a server that stops: whoever got a connection gets an answer. */
class StoppingServerTest extends BoundsSpec {
    private static final int CLIENTS = 16;
    private static final int SOME = 200;
    private static final int SILENT = 60;

    /** What a stop takes where connections are silent, and a little more. */
    private static final int STOP_MILLIS = 1_300;

    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> others = new ConcurrentLinkedQueue<>();

    @RepeatedTest(10)
    void whoeverGetsAConnectionGetsAnAnswer() throws Exception {
        start(bounds());
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            all.add(clients.submit(i % 2 == 0 ? this::connectEachTime : this::keepTheConnection));
        }
        await().until(() -> answered.get() >= SOME);

        server.close();

        for (Future<?> client : all) {
            client.get();
        }
        assertThat(others).isEmpty();
    }

    @Test
    void whoKeepsAConnectionIsToldToGoElsewhere() throws Exception {
        start(bounds());
        Wire kept = client();
        assertThat(kept.head("GET", "/hello").answer()).startsWith("HTTP/1.1 200");

        Future<?> stopping = clients.submit(server::close);
        await().untilAsserted(() ->
                assertThatThrownBy(() -> new Wire(server.port()).close()).hasCauseInstanceOf(ConnectException.class));

        assertThat(kept.head("GET", "/hello").answer())
                .startsWith("HTTP/1.1 503")
                .contains("Retry-After: 1")
                .contains("Connection: close")
                .contains("node-stopping");
        stopping.get();
    }

    /** Requests that are sent before, while and after silent connections are closed. */
    @RepeatedTest(3)
    void whoIsSilentIsToldBeforeTheConnectionIsClosed() throws Exception {
        start(bounds());
        List<Wire> silent = new ArrayList<>();
        for (int i = 0; i < SILENT; i++) {
            silent.add(client().head("GET", "/hello"));
        }
        silent.forEach(wire -> assertThat(wire.answer()).startsWith("HTTP/1.1 200"));

        ScheduledExecutorService schedule = Executors.newScheduledThreadPool(2);
        Future<?> stopping = schedule.submit(server::close);
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < SILENT; i++) {
            Wire wire = silent.get(i);
            answers.add(schedule.schedule(
                    () -> wire.head("GET", "/hello").answer(), (long) i * STOP_MILLIS / SILENT, TimeUnit.MILLISECONDS));
        }
        schedule.shutdown();

        List<String> told = new ArrayList<>();
        for (Future<String> answer : answers) {
            told.add(answer.get());
        }
        stopping.get();
        assertThat(told).allSatisfy(StoppingServerTest::isServedOrToldToGoElsewhere);
        assertThat(told)
                .as("one that was told without having asked")
                .anySatisfy(answer -> assertThat(answer).contains("Content-Length: 0"));
        assertThat(told.get(SILENT - 1)).startsWith("HTTP/1.1 503");
    }

    private static void isServedOrToldToGoElsewhere(String answer) {
        if (!answer.startsWith("HTTP/1.1 200")) {
            assertThat(answer)
                    .startsWith("HTTP/1.1 503")
                    .contains("Retry-After: 1")
                    .contains("Connection: close");
        }
    }

    @Test
    void whoIsBeingServedIsNotTold() throws Exception {
        start(bounds());
        Wire patient = client().head("GET", "/later");
        await().until(() -> waiting.get() == 1);

        Future<?> stopping = clients.submit(server::close);
        await().during(Duration.ofMillis(STOP_MILLIS))
                .until(() -> !patient.closed() && patient.seen().isEmpty());
        goOn.complete(null);

        assertThat(patient.answer()).startsWith("HTTP/1.1 200").endsWith("done");
        stopping.get();
    }

    private void connectEachTime() {
        while (true) {
            try (Wire wire = new Wire(server.port())) {
                ask(wire, "Connection: close");
            } catch (UncheckedIOException e) {
                ended(e);
                return;
            }
        }
    }

    private void keepTheConnection() {
        while (true) {
            try (Wire wire = new Wire(server.port())) {
                while (!ask(wire).contains("Connection: close")) {}
            } catch (UncheckedIOException e) {
                ended(e);
                return;
            }
        }
    }

    private String ask(Wire wire, String... headers) {
        String answer = wire.head("GET", "/hello", headers).answer();
        if (answer.startsWith("HTTP/1.1 200") || answer.startsWith("HTTP/1.1 503") && answer.contains("Retry-After")) {
            answered.incrementAndGet();
        } else {
            others.add(List.of(headers) + " answered: '" + answer + "'");
            return "Connection: close";
        }
        return answer;
    }

    private void ended(UncheckedIOException fault) {
        if (!(fault.getCause() instanceof ConnectException)) {
            others.add(String.valueOf(fault.getCause()));
        }
    }

    @AfterEach
    void stopClients() {
        clients.shutdownNow();
    }
}
