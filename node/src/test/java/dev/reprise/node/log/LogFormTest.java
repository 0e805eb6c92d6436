package dev.reprise.node.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogFormTest {
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    @Test
    void writesOneJsonObjectALine() throws JsonProcessingException {
        String line = new String(
                new JsonLines()
                        .encode(event("dev.reprise.Some", "two\nlines \"{}\"", new IllegalStateException("why"))),
                UTF_8);

        assertThat(line).endsWith(System.lineSeparator());
        assertThat(line.strip().lines()).hasSize(1);
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.get("level").asText()).isEqualTo("WARN");
        assertThat(json.get("logger").asText()).isEqualTo("dev.reprise.Some");
        assertThat(json.get("message").asText()).isEqualTo("two\nlines \"arg\"");
        assertThat(json.get("time").asText()).endsWith("Z");
        assertThat(json.get("error").asText()).contains("IllegalStateException: why");
    }

    @Test
    void dropsKnownNoiseOfKafkaAndNothingElse() {
        KnownNoise filter = new KnownNoise();
        String noise = "[QuorumController id=1] Performing controller activation.";

        assertThat(filter.decide(event("org.apache.kafka.controller.QuorumController", noise, null)))
                .isEqualTo(FilterReply.DENY);
        assertThat(filter.decide(event("dev.reprise.Some", noise, null))).isEqualTo(FilterReply.NEUTRAL);
        assertThat(filter.decide(event("org.apache.kafka.clients.NetworkClient", "Connection lost", null)))
                .isEqualTo(FilterReply.NEUTRAL);
    }

    private LoggingEvent event(String logger, String message, @Nullable Throwable fault) {
        return new LoggingEvent("", context.getLogger(logger), Level.WARN, message, fault, new Object[] {"arg"});
    }
}
