package dev.reprise.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each client verb sends the call of the HTTP API that it stands for, and shows the answer. */
class ClientVerbsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RecordedApi api = new RecordedApi();
    private final CommandRun run = new CommandRun();

    @TempDir
    Path folder = Path.of("");

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void showsAJobThroughSeveralApisAtOnce() {
        api.answers(200, """
                {"state":"INCIDENT","items":[{"jobKey":"5"}],"jobDetails":{"id":"five"},
                 "events":[{"type":"JobActivated","sequence":2,"taskToken":"t"},{"type":"JobFailed","sequence":3}]}""");

        assertThat(execute("job", "get", "5", "--as", "camunda8,codepipeline,cloudflow", "-o", "json"))
                .isZero();
        assertThat(run.out()).contains("\"jobKey\" : \"5\"", "\"id\" : \"five\"", "\"TaskToken\" : \"t\"");
        assertThat(run.out()).contains("\"EventId\" : 3", "\"ReportTaskFailed\" : \"TaskAlreadyCompleted\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            job create --type t                               | POST /v1/jobs                            | {"type":"t"}
            job create --type t --key 5 --retries 2 --header a=b --priority 7 --tenant x --business-key k --process {"processId":"p"} | POST /v1/jobs | {"type":"t","jobKey":"5","retries":2,"headers":{"a":"b"},"priority":7,"tenantId":"x","businessKey":"k","process":{"processId":"p"}}
            job create --type t --variables {"n":1.50}        | POST /v1/jobs                            | {"type":"t","variables":{"n":1.50}}
            job get 5                                         | GET /v1/jobs/5                           |
            job get 5 --after 1-7                             | GET /v1/jobs/5?after=1-7                 |
            job get 5 --payload --details                     | GET /v1/jobs/5?include=payload%2Cdetails |
            job get 5 --as camunda8                           | POST /v2/jobs/search                     | {"filter":{"jobKey":"5"}}
            job get 5 --as camunda7                           | GET /engine-rest/external-task/5         |
            job get 5 --as codepipeline                       | POST /                                   | {"jobId":"72657072-6973-8065-0000-000000000005"}
            job get 5 --as cloudflow                          | GET /v1/jobs/5/history?limit=1000        |
            job list                                          | GET /v1/jobs                             |
            job list --state INCIDENT --type a&b --worker w --limit 3 --cursor c | GET /v1/jobs?state=INCIDENT&type=a%26b&worker=w&limit=3&cursor=c |
            job history 5                                     | GET /v1/jobs/5/history                   |
            job history 5 --limit 2 --cursor c                | GET /v1/jobs/5/history?limit=2&cursor=c  |
            job activate --type t                             | POST /v1/jobs/activation                 | {"type":"t","worker":"cli","maxJobs":1,"timeout":300000,"requestTimeout":0}
            job activate --type t --worker w --max 3 --timeout 10s --wait 2s --tenant a --tenant b | POST /v1/jobs/activation | {"type":"t","worker":"w","maxJobs":3,"timeout":10000,"requestTimeout":2000,"tenantIds":["a","b"]}
            job fail 5                                        | POST /v1/jobs/5/failure                  | {}
            job fail 5 --retries 0 --backoff 1m --message m --details d --code c --worker w --lease-token l --variables {} | POST /v1/jobs/5/failure | {"retries":0,"retryBackOff":60000,"errorMessage":"m","errorDetails":"d","errorCode":"c","worker":"w","leaseToken":"l","variables":{}}
            job complete 5 --worker w --variables {"a":null}  | POST /v1/jobs/5/completion               | {"worker":"w","variables":{"a":null}}
            job error 5 --code c --message m                  | POST /v1/jobs/5/error                    | {"errorCode":"c","errorMessage":"m"}
            job return 5 --lease-token l                      | POST /v1/jobs/5/return                   | {"leaseToken":"l"}
            job retry 5                                       | POST /v1/jobs/5/retry                    | {}
            job update 5 --retries 4 --timeout 1h --priority -1 | PATCH /v1/jobs/5                       | {"retries":4,"timeout":3600000,"priority":-1}
            job cancel 5 --reason r                           | DELETE /v1/jobs/5                        | {"reason":"r"}
            incident list --type t --limit 1                  | GET /v1/incidents?type=t&limit=1         |
            incident list --tenant t --code c                 | GET /v1/incidents?tenantId=t&errorCode=c |
            incident get 5                                    | GET /v1/incidents/5                      |
            incident resolve 5 --retries 3                    | POST /v1/incidents/5/resolution          | {"retries":3}
            incident annotate 5 note                          | PUT /v1/incidents/5/annotation           | {"annotation":"note"}
            incident annotate 5                               | PUT /v1/incidents/5/annotation           | {"annotation":null}
            policy put a/b {"rules":[]}                       | PUT /v1/retry-policies/a%2Fb             | {"rules":[]}
            policy list                                       | GET /v1/retry-policies                   |
            policy get t                                      | GET /v1/retry-policies/t                 |
            policy delete t                                   | DELETE /v1/retry-policies/t              |
            policy simulate t --code A --code B --attempts 9  | POST /v1/retry-policies/t/simulation     | {"errorCodes":["A","B"],"attempts":9}
            policy simulate t {"rules":[]}                    | POST /v1/retry-policies/t/simulation     | {"policy":{"rules":[]}}
            stats                                             | GET /v1/stats                            |
            """)
    void sendsItsCall(String command, String request, String body) throws JsonProcessingException {
        assertThat(execute(command.split(" "))).as(run.err()).isZero();

        assertThat(api.request()).isEqualTo(request);
        if (body == null) {
            assertThat(api.body()).isEmpty();
        } else {
            assertThat(JSON.readTree(api.body())).isEqualTo(JSON.readTree(body));
        }
    }

    @Test
    void takesVariablesFromAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("variables.json"), "{\"a\": [1, 2]}");

        execute("job", "create", "--type", "t", "--variables", "@" + file);

        assertThat(JSON.readTree(api.body()).at("/variables/a/1").asInt()).isEqualTo(2);
    }

    @Test
    void repeatsAWriteUnderTheSameId() {
        execute("job", "retry", "5", "--idempotency-key", "once");

        assertThat(api.idempotencyKey()).isEqualTo("once");
    }

    @Test
    void showsOneThingAsFieldsBelowEachOther() {
        api.answers(
                200,
                "{\"jobKey\":\"5\",\"state\":\"ACTIVATED\",\"lease\":{\"worker\":\"w\"},\"note\":\"a\\u001b[2Jb\\nc\"}");

        assertThat(execute("job", "get", "5")).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "jobKey        5",
                        "state         ACTIVATED",
                        "lease.worker  w",
                        "note          a\\u001b[2Jb\\nc");
    }

    @Test
    void showsAListAsATableAndHowToGoOn() {
        api.answers(
                200,
                "{\"jobs\":[{\"jobKey\":\"5\",\"type\":\"charge-card\",\"state\":\"ACTIVATABLE\",\"retries\":3,\"attempt\":0}],"
                        + "\"nextCursor\":\"next\"}");

        assertThat(execute("job", "list")).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "JOB  TYPE         STATE        RETRIES  ATTEMPT  NEXT RETRY  WORKER  LAST ERROR",
                        "5    charge-card  ACTIVATABLE  3        0        -           -       -");
        assertThat(run.err()).contains("--cursor next");
    }

    @Test
    void showsWhatEachEventSays() {
        api.answers(
                200,
                "{\"jobKey\":\"5\",\"events\":[{\"type\":\"JobFailed\",\"jobKey\":\"5\",\"sequence\":3,\"occurredAt\":\"2026-01-01T00:00:00.000Z\","
                        + "\"retries\":2,\"errorMessage\":\"down\"}]}");

        assertThat(execute("job", "history", "5")).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "SEQUENCE  AT                        EVENT      FACTS",
                        "3         2026-01-01T00:00:00.000Z  JobFailed  retries=2 errorMessage=down");
    }

    @Test
    void showsTheAnswerAsItCameWhenAskedForJson() throws JsonProcessingException {
        api.answers(200, "{\"jobKey\":\"9007199254740993\",\"n\":1.50,\"unknown\":{\"later\":true}}");

        assertThat(execute("job", "get", "5", "-o", "json")).isZero();
        assertThat(run.out()).contains("1.50");
        assertThat(JSON.readTree(run.out()).at("/unknown/later").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"400,1", "401,1", "404,3", "409,4", "412,4", "413,1", "429,5", "500,1", "503,5", "504,5"})
    void saysWhyItWasRefusedAndWithWhichExitCode(int status, int exitCode) {
        api.answers(status, "{\"title\":\"The job is in another state\",\"detail\":\"Expected ..., but ...\"}");

        assertThat(execute("job", "complete", "5")).isEqualTo(exitCode);
        assertThat(run.err().lines())
                .containsExactly("reprise: The job is in another state: Expected ..., but ... (HTTP " + status + ")");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void showsAnErrorThatIsNoneOfOurs() {
        api.answers(502, "<h1>Bad gateway</h1>");

        assertThat(execute("stats")).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(run.err()).contains("HTTP 502: <h1>Bad gateway</h1>");
    }

    @Test
    void saysThatNobodyAnswers() {
        api.close();

        assertThat(execute("stats")).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(run.err()).contains("No node answers at " + api.url()).contains("--url");
    }

    private int execute(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--url", api.url()));
        return run.execute(all.toArray(String[]::new));
    }
}
