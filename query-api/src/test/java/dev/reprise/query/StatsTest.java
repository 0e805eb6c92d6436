package dev.reprise.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.query.http.HttpSpec;
import dev.reprise.query.http.Times;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatsTest {
    private final ReadCluster cluster = new ReadCluster(4, 2);

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void countJobsByTypeAndStateOverAllPartitions() {
        for (long key = 1; key <= 30; key++) {
            cluster.engine.handle(key, Commands.create(key, key % 3 == 0 ? "send-mail" : Commands.TYPE));
            if (key % 2 == 0) {
                cluster.engine.handle(key, Commands.fail(key, 0, 0));
            }
        }
        cluster.model.catchUp(cluster.engine);

        JsonNode stats = cluster.json("/v1/stats");

        assertThat(stats.get("total").longValue()).isEqualTo(30);
        assertThat(stats.get("states").get("ACTIVATABLE").longValue()).isEqualTo(15);
        assertThat(stats.get("states").get("INCIDENT").longValue()).isEqualTo(15);
        assertThat(stats.get("states").get("COMPLETED").longValue()).isZero();
        assertThat(stats.get("types").findValuesAsText("type")).containsExactly("charge-card", "send-mail");
        assertThat(stats.get("types").get(1).get("total").longValue()).isEqualTo(10);
        assertThat(stats.get("types").get(1).get("states").get("INCIDENT").longValue())
                .isEqualTo(5);
        assertThat(HttpSpec.json(cluster.getFrom(1, "/v1/stats"))).isEqualTo(stats);
    }

    @Test
    void sayWhatIsDueAndHowFreshTheyAre() {
        cluster.engine.handle(1, Commands.create(1));
        Position position = cluster.engine.handle(1, Commands.fail(1, 1, 7_000));
        cluster.model.catchUp(cluster.engine);

        JsonNode stats = cluster.json("/v1/stats");

        // T0 lies in the past of the real clock: the retry is overdue
        String due = Times.text(Instant.ofEpochMilli(EngineOnMaps.T0 + 7_000));
        assertThat(stats.get("due").get("oldestDueAt").textValue()).isEqualTo(due);
        assertThat(stats.get("due").get("backlog").longValue()).isEqualTo(1);
        assertThat(stats.get("due").get("capped").booleanValue()).isFalse();
        JsonNode partition = stats.get("partitions").get(position.partition());
        assertThat(partition.get("partition").intValue()).isEqualTo(position.partition());
        assertThat(partition.get("position").textValue()).isEqualTo(position.text());
        assertThat(partition.get("oldestDueAt").textValue()).isEqualTo(due);
        assertThat(partition.get("dueBacklog").longValue()).isEqualTo(1);
        assertThat(partition.get("asOf").textValue()).isEqualTo(Times.text(Instant.ofEpochMilli(EngineOnMaps.T0)));
        assertThat(partition.get("lag").longValue()).isZero();
    }

    @Test
    void areThereWhenThereIsNothing() {
        JsonNode stats = cluster.json("/v1/stats");

        assertThat(stats.get("total").longValue()).isZero();
        assertThat(stats.get("types").isEmpty()).isTrue();
        assertThat(stats.get("due").has("oldestDueAt")).isFalse();
        assertThat(stats.get("partitions").size()).isEqualTo(4);
    }
}
