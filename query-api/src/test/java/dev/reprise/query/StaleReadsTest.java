package dev.reprise.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.query.http.HttpSpec;
import dev.reprise.query.jobs.Staleness;
import dev.reprise.schemas.JobKeys;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three nodes and two partitions: partition 0 is on the first node and partition 1 on the second. The first is asked. */
class StaleReadsTest {
    private static final int OWNED_ELSEWHERE = 1;
    private static final String AS_OF = "2026-01-02T03:04:05.678Z";

    private final ReadCluster cluster = new ReadCluster(2, 3);
    private final long here = keyIn(0);
    private final long there = keyIn(1);

    /** The copies have the jobs, but not yet that they failed. */
    @BeforeEach
    void failSinceTheCopy() {
        cluster.move(0, 0);
        cluster.move(1, 1);
        for (long key : new long[] {here, there}) {
            cluster.engine.handle(key, Commands.create(key));
            cluster.copied.handle(key, Commands.create(key));
            cluster.engine.handle(key, Commands.fail(key, 0, 0));
        }
        cluster.age(new Staleness(0, Instant.parse(AS_OF), 2L));
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void areCurrentWhileWhoeverHasThePartitionAnswers() {
        HttpResponse<String> answer = cluster.get("/v1/jobs/" + there + "?consistency=stale");

        assertThat(HttpSpec.json(answer).get("state").textValue()).isEqualTo("INCIDENT");
        assertThat(HttpSpec.json(answer).has("stale")).isFalse();
        assertThat(answer.headers().firstValue("Reprise-Staleness")).isEmpty();
        assertThat(cluster.json("/v1/jobs/" + here + "?consistency=stale").has("stale"))
                .isFalse();
    }

    @Test
    void areAnsweredFromTheCopyHereAtOnce() {
        cluster.keepCopy(OWNED_ELSEWHERE, 0);

        assertStale(cluster.get("/v1/jobs/" + there + "?consistency=stale"));
        assertThat(cluster.json("/v1/jobs/" + there).get("state").textValue()).isEqualTo("INCIDENT");
    }

    @Test
    void areAnsweredFromTheCopyOfAnotherNodeIfTheOwnerIsGone() {
        cluster.keepCopy(OWNED_ELSEWHERE, 2);
        cluster.stop(1);

        assertThat(cluster.get("/v1/jobs/" + there).statusCode()).isEqualTo(503);
        assertThat(cluster.get("/v1/jobs/" + there + "?consistency=current").statusCode())
                .isEqualTo(503);
        assertStale(cluster.get("/v1/jobs/" + there + "?consistency=stale"));
    }

    @Test
    void areAnsweredFromACopyWhileNobodyHasThePartition() {
        cluster.keepCopy(OWNED_ELSEWHERE, 2);
        cluster.lose(OWNED_ELSEWHERE);

        assertStale(cluster.get("/v1/jobs/" + there + "?consistency=stale"));
    }

    @Test
    void areRefusedIfThereIsNoCopyEither() {
        cluster.stop(1);

        HttpResponse<String> answer = cluster.get("/v1/jobs/" + there + "?consistency=stale");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        cluster.lose(OWNED_ELSEWHERE);
        assertThat(cluster.get("/v1/jobs?consistency=stale").statusCode()).isEqualTo(503);
    }

    @Test
    void sayThatAJobIsUnknownToACopyOnly() {
        cluster.keepCopy(OWNED_ELSEWHERE, 0);
        long unknown = LongStream.iterate(there + 1, key -> key + 1)
                .filter(key -> JobKeys.partitionFor(key, 2) == 1)
                .findFirst()
                .orElseThrow();

        HttpResponse<String> answer = cluster.get("/v1/jobs/" + unknown + "?consistency=stale");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(HttpSpec.json(answer).at("/stale/asOf").textValue()).isEqualTo(AS_OF);
        assertThat(answer.headers().firstValue("Reprise-Staleness")).isPresent();
    }

    @Test
    void listWhatIsCurrentAndWhatIsNotAndSayWhich() {
        cluster.keepCopy(OWNED_ELSEWHERE, 2);
        cluster.stop(1);

        HttpResponse<String> answer = cluster.get("/v1/jobs?consistency=stale");

        JsonNode page = HttpSpec.json(answer);
        assertThat(page.get("jobs")).hasSize(2);
        for (JsonNode job : page.get("jobs")) {
            assertThat(job.get("state").textValue())
                    .isEqualTo(job.get("jobKey").textValue().equals(JobKeys.text(here)) ? "INCIDENT" : "ACTIVATABLE");
        }
        assertThat(page.get("stale")).hasSize(1);
        assertThat(page.at("/stale/0/partition").intValue()).isEqualTo(OWNED_ELSEWHERE);
        assertThat(answer.headers().firstValue("Reprise-Staleness"))
                .hasValue("partition=1; as-of=" + AS_OF + "; records-behind=2");
        assertThat(cluster.json("/v1/incidents?consistency=stale").get("incidents"))
                .hasSize(1);
        assertThat(cluster.get("/v1/incidents/" + there + "?consistency=stale").statusCode())
                .isEqualTo(404);
    }

    @Test
    void listPageByPage() {
        cluster.keepCopy(OWNED_ELSEWHERE, 0);

        JsonNode first = cluster.json("/v1/jobs?consistency=stale&limit=1");
        JsonNode second = cluster.json("/v1/jobs?consistency=stale&limit=1&cursor="
                + first.get("nextCursor").textValue());

        assertThat(first.at("/jobs/0/jobKey").textValue()).isEqualTo(JobKeys.text(Math.min(here, there)));
        assertThat(second.at("/jobs/0/jobKey").textValue()).isEqualTo(JobKeys.text(Math.max(here, there)));
        assertThat(first.get("stale")).hasSize(1);
    }

    @Test
    void leaveOutWhatIsNotKnownOfTheirAge() {
        cluster.keepCopy(OWNED_ELSEWHERE, 0);
        cluster.age(new Staleness(0, null, null));

        HttpResponse<String> answer = cluster.get("/v1/jobs/" + there + "?consistency=stale");

        assertThat(HttpSpec.json(answer).get("stale").toString()).isEqualTo("{\"partition\":1}");
        assertThat(answer.headers().firstValue("Reprise-Staleness")).hasValue("partition=1");
    }

    @Test
    void cannotBeToldToWaitForAWrite() {
        HttpResponse<String> answer = cluster.get("/v1/jobs/" + there + "?consistency=stale&after=1-0");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(HttpSpec.json(answer).get("parameter").textValue()).isEqualTo("after");
        assertThat(cluster.get("/v1/jobs?consistency=old").statusCode()).isEqualTo(400);
    }

    private void assertStale(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode job = HttpSpec.json(answer);
        assertThat(job.get("state").textValue()).isEqualTo("ACTIVATABLE");
        assertThat(job.has("position")).as("a copy has none").isFalse();
        assertThat(job.at("/stale/partition").intValue()).isEqualTo(OWNED_ELSEWHERE);
        assertThat(job.at("/stale/asOf").textValue()).isEqualTo(AS_OF);
        assertThat(job.at("/stale/recordsBehind").longValue()).isEqualTo(2);
        assertThat(answer.headers().firstValue("Reprise-Staleness"))
                .hasValue("partition=1; as-of=" + AS_OF + "; records-behind=2");
    }

    private static long keyIn(int partition) {
        return LongStream.iterate(1, key -> key + 1)
                .filter(key -> JobKeys.partitionFor(key, 2) == partition)
                .findFirst()
                .orElseThrow();
    }
}
