package dev.reprise.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seconds of what {@code bench overload} does for minutes: far too much for any machine that runs tests. */
class OverloadBenchIT {
    @Test
    void refusesTheExcessAndKeepsWhatItSaid(@TempDir Path folder) throws Exception {
        Path json = folder.resolve("overload.json");

        int exit = Main.run(
                new PrintWriter(System.err, true),
                "overload",
                "--jobs=500",
                "--capacity=400",
                "--times=30",
                "--seconds=4",
                "--calm=1",
                "--connections=2000",
                "--heap=512m",
                "--limit=170",
                "--json=" + json);

        assertThat(exit).isZero(); // what was accepted is in the log once, what was refused is not
        JsonNode figures = new ObjectMapper().readTree(json.toFile());
        JsonNode overload = figures.get("30.0 times");
        assertThat(overload.get("accepted").longValue()).isPositive();
        assertThat(overload.get("statuses").get("503").longValue()).isPositive();
        assertThat(figures.get("inFlightAfterwards").intValue()).isZero();
        assertThat(figures.get("healthUnanswered").intValue()).isZero();
    }
}
