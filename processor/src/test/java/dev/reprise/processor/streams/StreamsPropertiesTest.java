package dev.reprise.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsPropertiesTest {
    @TempDir
    private Path stateDir = Path.of("");

    @Test
    void areExactlyOnceWithoutCachesOrMadeUpNames() {
        StreamsConfig config = new StreamsConfig(StreamsProperties.of(settings()));
        assertThat(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))
                .isEqualTo(StreamsConfig.EXACTLY_ONCE_V2);
        assertThat(config.getLong(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG))
                .isZero();
        assertThat(config.getBoolean(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG))
                .isTrue();
        assertThat(config.getString(StreamsConfig.APPLICATION_ID_CONFIG)).isEqualTo("reprise");
    }

    @Test
    void giveWayToWhatTheOperatorSays() {
        StreamsConfig config = new StreamsConfig(StreamsProperties.of(settings()
                .withOverrides(
                        Map.of("commit.interval.ms", "37", "producer.linger.ms", "3", "security.protocol", "SSL"))));
        assertThat(config.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)).isEqualTo(37);
        assertThat(config.getProducerConfigs("x"))
                .containsEntry("linger.ms", "3")
                .containsEntry("security.protocol", "SSL");
        assertThat(config.getMainConsumerConfigs("g", "x", 1)).containsEntry("security.protocol", "SSL");
    }

    @Test
    void letTheProducerSendWhatTopicsTake() {
        StreamsConfig config = new StreamsConfig(StreamsProperties.of(settings()));
        assertThat(config.getProducerConfigs("x")).containsEntry("max.request.size", 16 << 20);
    }

    @Test
    void nameTheNodeOnceAndForAll() {
        Object first = new StreamsConfig(StreamsProperties.of(settings()))
                .getMainConsumerConfigs("g", "x", 1)
                .get("group.instance.id");
        Object second = new StreamsConfig(StreamsProperties.of(settings()))
                .getMainConsumerConfigs("g", "x", 1)
                .get("group.instance.id");
        assertThat(first).isNotNull().isEqualTo(second);
        assertThat(InstanceId.of(stateDir.resolve("other"))).isNotEqualTo(InstanceId.of(stateDir));
    }

    private StreamsSettings settings() {
        return StreamsSettings.of("localhost:9092", stateDir, 4);
    }
}
