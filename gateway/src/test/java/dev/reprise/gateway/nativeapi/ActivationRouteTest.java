package dev.reprise.gateway.nativeapi;

import static dev.reprise.gateway.nativeapi.ApiSpec.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.command.ActivateJobs;
import dev.reprise.command.GiveBackJob;
import dev.reprise.common.JobState;
import dev.reprise.common.ProcessContext;
import dev.reprise.common.Variable;
import dev.reprise.gateway.Answers;
import dev.reprise.gateway.FakeLog.Sent;
import dev.reprise.reply.ActivatedJob;
import dev.reprise.reply.JobsActivated;
import dev.reprise.reply.JobsAvailable;
import dev.reprise.schemas.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The engine is a queue of jobs; when it is empty, so is the answer. */
class ActivationRouteTest {
    private static final String POLL = "{\"type\":\"mail\",\"worker\":\"w\",\"maxJobs\":2,\"timeout\":60000}";
    private static final String IMPATIENT =
            "{\"type\":\"mail\",\"worker\":\"w\",\"maxJobs\":2,\"timeout\":60000,\"requestTimeout\":0}";

    private final Queue<ActivatedJob> jobs = new ConcurrentLinkedQueue<>();
    private ApiSpec api = new ApiSpec();

    ActivationRouteTest() {
        serve();
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void handsOutJobsWithAllThatAWorkerNeeds() {
        jobs.add(new ActivatedJob(
                4711L,
                "mail",
                "<default>",
                "w",
                "lease-1",
                Answers.T0.plusSeconds(60),
                3,
                1,
                -2,
                Answers.T0,
                "order-5",
                Map.of(
                        "b", new Variable("1.10", null, null),
                        "a", new Variable("{\"x\" : [1e2,12345678901234567890]}", null, null),
                        "c", new Variable("not json", "String", null)),
                Map.of("queue", "eu"),
                2L,
                new ProcessContext("charge", 3, null, null, "task"),
                Map.of(),
                true,
                null,
                null,
                "token-1"));

        HttpResponse<String> response = api.post("/v1/jobs/activation", POLL);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.body())
                .isEqualTo(
                        "{\"jobs\":[{\"jobKey\":\"4711\",\"type\":\"mail\",\"tenantId\":\"<default>\",\"worker\":\"w\","
                                + "\"leaseToken\":\"lease-1\",\"taskToken\":\"token-1\",\"deadline\":\"2026-11-21T08:31:00.000Z\",\"retries\":3,\"attempt\":1,"
                                + "\"priority\":-2,\"createdAt\":\"2026-11-21T08:30:00.000Z\",\"businessKey\":\"order-5\","
                                + "\"process\":{\"processId\":\"charge\",\"processVersion\":3,\"elementId\":\"task\"},"
                                + "\"variables\":{\"a\":{\"x\" : [1e2,12345678901234567890]},\"b\":1.10,\"c\":\"not json\"},"
                                + "\"headers\":{\"queue\":\"eu\"},\"sequence\":2}]}");
    }

    @Test
    void asksAsItWasAsked() {
        api.post(
                "/v1/jobs/activation",
                "{\"type\":\"mail\",\"worker\":\"w\",\"maxJobs\":5,\"timeout\":1234,\"requestTimeout\":0,"
                        + "\"tenantIds\":[\"a\",\"b\"],\"fetchVariables\":[\"x\"]}");

        assertThat(api.log.sent(ActivateJobs.class))
                .hasSize(4)
                .containsOnly(
                        new ActivateJobs("mail", "w", 5, 1234L, List.of("a", "b"), List.of("x"), true, null, false));
        assertThat(api.log.sent()).extracting(Sent::partition).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void answersAtOnceWhenAskedNotToWait() {
        HttpResponse<String> response = api.post("/v1/jobs/activation", IMPATIENT);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"jobs\":[]}");
    }

    @Test
    void wakesAPollWhenAPartitionHasAJobAgain() {
        var poll = api.sendAsync("POST", "/v1/jobs/activation", POLL);
        await().until(() -> api.log.sent().size() == 4);
        assertThat(poll).isNotDone();

        jobs.add(Answers.job(1, "mail", "w"));
        notice(2);

        assertThat(json(poll.join()).get("jobs")).hasSize(1);
        assertThat(api.log.sent().get(4).partition()).isEqualTo(2);
        assertThat(poll.join().headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void answersNoneWhenItsTimeIsOver() {
        HttpResponse<String> response = api.post(
                "/v1/jobs/activation",
                "{\"type\":\"mail\",\"worker\":\"w\",\"maxJobs\":2,\"timeout\":60000,\"requestTimeout\":300}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).get("jobs")).isEmpty();
    }

    @Test
    void dropsAPollWhoseSocketIsClosedAndLeasesNothingToNobody() throws IOException {
        try (Socket socket = poll()) {
            await().until(() -> api.gateway.activations().waiters() == 1);
            await().until(() -> api.log.sent().size() == 4);
        }

        await().atMost(Duration.ofSeconds(2))
                .until(() -> api.gateway.activations().waiters() == 0);
        jobs.add(Answers.job(1, "mail", "w"));
        notice(1);
        assertThat(json(api.post("/v1/jobs/activation", POLL)).get("jobs")).hasSize(1);
        assertThat(api.log.sent(GiveBackJob.class)).isEmpty();
    }

    @Test
    void looksBeforeItAsksSoThatAClosedSocketGetsNoJob() throws IOException {
        Socket socket = poll();
        await().until(() -> api.log.sent().size() == 4);
        jobs.add(Answers.job(1, "mail", "w"));
        socket.close();
        notice(1);

        await().until(() -> api.gateway.activations().waiters() == 0);
        assertThat(json(api.post("/v1/jobs/activation", POLL)).get("jobs")).hasSize(1);
        assertThat(api.log.sent(GiveBackJob.class)).isEmpty();
    }

    @Test
    void givesBackTheJobsThatCameAfterTheSocketWasReset() throws IOException {
        api.log.answering(sent -> Optional.empty());
        Socket socket = poll();
        await().until(() -> api.log.sent().size() == 1);
        socket.setSoLinger(true, 0);
        socket.close();

        Sent ask = api.log.sent().get(0);
        serve();
        api.log.answer(ask, Answers.activated("c", "mail", "w", 5, 6));

        await().untilAsserted(() -> assertThat(api.log.sent(GiveBackJob.class))
                .containsExactlyInAnyOrder(
                        new GiveBackJob(5L, "w", "lease-5", false), new GiveBackJob(6L, "w", "lease-6", false)));
        await().until(() -> api.gateway.commands().inFlight() == 0);
    }

    @Test
    void triesAgainUntilAJobIsGivenBack() throws IOException {
        api.log.answering(sent -> Optional.empty());
        Socket socket = poll();
        await().until(() -> api.log.sent().size() == 1);
        socket.close();
        Sent ask = api.log.sent().get(0);
        api.log.failing(new org.apache.kafka.common.errors.TopicAuthorizationException("not now"));
        api.log.answer(ask, Answers.activated("c", "mail", "w", 5));

        await().until(() -> api.gateway.activations().waiters() == 0);
        api.log.failing(null);
        serve();

        await().untilAsserted(() ->
                assertThat(api.log.sent(GiveBackJob.class)).containsOnly(new GiveBackJob(5L, "w", "lease-5", false)));
    }

    @Test
    void letsAClientSendItsNextRequestWhileItWaits() throws IOException {
        try (Socket socket = poll()) {
            await().until(() -> api.log.sent().size() == 4);
            socket.getOutputStream().write(request(IMPATIENT));
            // The gateway looks at the socket now and then, and finds a request rather than the end.
            await().during(Duration.ofMillis(700))
                    .until(() -> api.gateway.activations().waiters() == 1);

            jobs.add(Answers.job(1, "mail", "w"));
            notice(1);

            String answers = read(socket, 2);
            assertThat(answers).contains("\"jobKey\":\"1\"").contains("{\"jobs\":[]}");
        }
    }

    @Test
    void repeatsTheBatchForTheSameIdempotencyKey() {
        jobs.add(Answers.job(1, "mail", "w"));
        jobs.add(Answers.job(2, "mail", "w"));
        jobs.add(Answers.job(3, "mail", "w"));

        String first =
                api.post("/v1/jobs/activation", POLL, "Idempotency-Key", "p-1").body();
        String second =
                api.post("/v1/jobs/activation", POLL, "Idempotency-Key", "p-1").body();
        String other =
                api.post("/v1/jobs/activation", POLL, "Idempotency-Key", "p-2").body();

        assertThat(second).isEqualTo(first).contains("\"jobKey\":\"1\"").contains("\"jobKey\":\"2\"");
        assertThat(other).contains("\"jobKey\":\"3\"");
    }

    @Test
    void refusesAnIdempotencyKeyThatCameWithAnotherPoll() {
        jobs.add(Answers.job(1, "mail", "w"));
        api.post("/v1/jobs/activation", POLL, "Idempotency-Key", "p-1");

        HttpResponse<String> response = api.post("/v1/jobs/activation", IMPATIENT, "Idempotency-Key", "p-1");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(json(response).get("type").textValue()).isEqualTo("urn:reprise:problem:idempotency-key-reused");
    }

    @Test
    void asksAnewWhenARepeatedPollHadFoundNothing() {
        assertThat(api.post("/v1/jobs/activation", IMPATIENT, "Idempotency-Key", "p-1")
                        .body())
                .isEqualTo("{\"jobs\":[]}");
        jobs.add(Answers.job(1, "mail", "w"));

        JsonNode second = json(api.post("/v1/jobs/activation", IMPATIENT, "Idempotency-Key", "p-1"));

        assertThat(second.get("jobs")).hasSize(1);
    }

    @Test
    void refusesMorePollsThanMayWait() {
        api.close();
        api = new ApiSpec(settings -> settings.mostWaiters(1));
        serve();
        api.sendAsync("POST", "/v1/jobs/activation", POLL);
        await().until(() -> api.gateway.activations().waiters() == 1);

        HttpResponse<String> response = api.post("/v1/jobs/activation", POLL);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(json(response).get("type").textValue()).isEqualTo("urn:reprise:problem:overloaded");
    }

    @Test
    void endsSleepingPollsWhenTheNodeStops() {
        var poll = api.sendAsync("POST", "/v1/jobs/activation", POLL);
        await().until(() -> api.log.sent().size() == 4);

        api.gateway.drain();

        assertThat(poll.join().statusCode()).isEqualTo(503);
    }

    /** Sends a poll on a socket of its own. */
    private Socket poll() throws IOException {
        Socket socket = new Socket("127.0.0.1", api.port());
        socket.getOutputStream().write(request(POLL));
        return socket;
    }

    private static byte[] request(String body) {
        return ("POST /v1/jobs/activation HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(UTF_8);
    }

    /** What comes until so many answers are complete. */
    private static String read(Socket socket, int answers) throws IOException {
        socket.setSoTimeout(10_000);
        InputStream in = socket.getInputStream();
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[8192];
        while (text.toString().split("\\]\\}", -1).length <= answers) {
            int read = in.read(buffer);
            if (read < 0) {
                break;
            }
            text.append(new String(buffer, 0, read, UTF_8));
        }
        return text.toString();
    }

    private void notice(int partition) {
        api.log.append(Topics.JOB_NOTICES, 0, "mail", new JobsAvailable("mail", "<default>", partition));
    }

    private void serve() {
        api.log.answering(sent -> {
            if (sent.command() instanceof GiveBackJob returned) {
                return Optional.of(Answers.accepted(sent, returned.getJobKey(), JobState.ACTIVATABLE));
            }
            ActivateJobs ask = (ActivateJobs) sent.command();
            JobsActivated answer = Answers.activated(sent.commandId(), ask.getType(), ask.getWorker());
            List<ActivatedJob> found = new java.util.ArrayList<>();
            while (found.size() < ask.getMaxJobs() && !jobs.isEmpty()) {
                found.add(jobs.remove());
            }
            return Optional.of(JobsActivated.newBuilder(answer).setJobs(found).build());
        });
    }
}
