package dev.reprise.node.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The form of the alert rules; what they ask is for {@link QueriesIT}. */
class AlertRulesTest {
    private static final String FILE = Repository.text("docker/prometheus/alerts.yml");

    private static List<String> mistakes(String text) {
        return AlertRule.all(Yaml.document(text)).stream()
                .flatMap(rule -> rule.mistakes().stream())
                .toList();
    }

    @Test
    void areAsTheyHaveToBe() {
        assertThat(mistakes(FILE)).isEmpty();
        assertThat(AlertRule.all(AlertRule.file()))
                .extracting(AlertRule::name)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @CsvSource({
        "severity: critical, severity: urgent, severity",
        "for: 30s, for: a while, for:",
        "for: 30s, four: 30s, unknown",
        "alert: RepriseDiskFull, alert: disk_full, not of our form",
        "#reprisediskfull, #disk-full, its section is not at",
        "summary: 'No node answers', summary: '', nothing to read"
    })
    void aMistakeIsFound(String right, String wrong, String sentence) {
        assertThat(FILE).contains(right);
        assertThat(mistakes(FILE.replace(right, wrong)))
                .anySatisfy(mistake -> assertThat(mistake).contains(sentence));
    }

    /** Prometheus' own tool plays measurements to the rules, where it is installed. */
    @Test
    void fireWhenTheyShould() throws Exception {
        Process promtool;
        try {
            promtool = new ProcessBuilder("promtool", "test", "rules", "alerts.test.yml")
                    .directory(Repository.path("docker/prometheus").toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            System.out.println(
                    "Skipped: playing measurements to the alerts needs promtool, which this machine has not");
            Assumptions.abort("no promtool");
            return;
        }
        String said = new String(promtool.getInputStream().readAllBytes(), UTF_8);
        assertThat(promtool.waitFor()).as(said).isZero();
        assertThat(said).contains("SUCCESS");
    }
}
