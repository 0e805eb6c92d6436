package dev.reprise.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A handful of jobs is lost and found; another process goes on where one has left, and where one was killed. */
class RestoreBenchIT {
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void seesHowLongNothingIsDecided(@TempDir Path folder) throws Exception {
        Path json = folder.resolve("restore.json");

        int exit = Main.run(
                new PrintWriter(System.err, true),
                "restore",
                "--jobs=600",
                "--rounds=1",
                "--heap=256m",
                "--limit=290",
                "--json=" + json);

        assertThat(exit).isZero();
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertThat(result.at("/rows/median").asLong()).isGreaterThanOrEqualTo(600);
        assertThat(result.at("/restoredAfterSeconds/median").asDouble())
                .isGreaterThan(result.at("/jvmSeconds/median").asDouble());
        // Whoever leaves is not waited for, whoever is killed is.
        assertThat(result.at("/leaveSeconds/median").asDouble()).isBetween(0.0, 60.0);
        assertThat(result.at("/killSeconds/median").asDouble()).isGreaterThan(4);
    }
}
