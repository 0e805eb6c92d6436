package dev.reprise.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The guard barks: figures are too small to mean anything, so one bound cannot be kept and one cannot be broken. */
class GuardBenchIT {
    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void saysWhichBoundIsBroken(@TempDir Path folder) throws Exception {
        Path json = folder.resolve("guard.json");
        Path bounds = Files.writeString(
                folder.resolve("bounds"),
                "cpu.failJob.at-most = 0.001\nthroughput.failJobWithBackOff.at-least = 0\n",
                UTF_8);

        int exit = Main.run(
                new PrintWriter(System.err, true),
                "guard",
                "--jobs=600",
                "--commands=200",
                "--warm-ups=1",
                "--rounds=1",
                "--heap=256m",
                "--bounds=" + bounds,
                "--json=" + json);

        assertThat(exit).isEqualTo(1);
        JsonNode broken = new ObjectMapper().readTree(json.toFile()).get("broken");
        assertThat(broken).extracting(JsonNode::asText).containsExactly("cpu.failJob");
    }
}
