package dev.reprise.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.node.config.ConfigSources;
import dev.reprise.node.config.Mode;
import dev.reprise.node.config.NodeConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamsSetupTest {
    @Test
    void theRackIsToldToTheBrokersAndToWhoeverPlacesCopies() {
        assertThat(settings(Map.of("rack", "eu-1a")))
                .containsEntry("client.tag.rack", "eu-1a")
                .containsEntry("rack.aware.assignment.tags", "rack")
                .containsEntry("consumer.client.rack", "eu-1a");
    }

    @Test
    void withoutARackNothingIsSaidOfOne() {
        assertThat(settings(Map.of()))
                .doesNotContainKeys("client.tag.rack", "rack.aware.assignment.tags", "consumer.client.rack");
    }

    @Test
    void othersTakeOverAfterTheSessionThatWasAskedFor() {
        assertThat(settings(Map.of("session-timeout-ms", "9000")))
                .containsEntry("consumer.session.timeout.ms", "9000")
                .containsEntry("producer.transaction.timeout.ms", "9000")
                .containsEntry("consumer.heartbeat.interval.ms", "300");
    }

    private static Map<String, String> settings(Map<String, String> flags) {
        Map<String, String> environment = Map.of("REPRISE_BOOTSTRAP_SERVERS", "localhost:1");
        return StreamsSetup.overrides(
                NodeConfig.read(Mode.CLUSTER, new ConfigSources(flags, Map.of(), environment, null)));
    }
}
