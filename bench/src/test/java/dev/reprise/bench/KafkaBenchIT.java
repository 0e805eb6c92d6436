package dev.reprise.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark itself works, with figures too small to mean anything. */
class KafkaBenchIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void measuresTheEngineBesideTheYardstick() throws Exception {
        Path json = folder.resolve("result.json");

        StringWriter errors = new StringWriter();

        int exit = Main.run(
                new PrintWriter(errors, true),
                "kafka",
                "--jobs",
                "600",
                "--commands",
                "200",
                "--rounds",
                "1",
                "--heap",
                "256m",
                "--json",
                json.toString());

        assertThat(exit).as(errors.toString()).isZero();
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertThat(result.at("/failJob/perSecond/median").asDouble()).isPositive();
        assertThat(result.at("/failJobWithBackOff/processorMicros/median").asDouble())
                .isNotNegative();
        assertThat(result.at("/failJob/bytesIntoBroker/median").asDouble()).isGreaterThan(100);
        assertThat(result.at("/failJob/bytesOfTopics/median").asDouble()).isGreaterThan(100);
        assertThat(result.at("/ratioToBare/median").asDouble()).isPositive();
    }

    @Test
    void refusesMoreFailuresThanThereAreJobs() {
        assertThat(Main.run(new PrintWriter(new StringWriter()), "kafka", "--jobs", "100", "--commands", "100"))
                .isEqualTo(2);
    }
}
