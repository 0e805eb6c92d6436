package dev.reprise.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/asyncapi.yaml} against the topics and the records that there are. */
class AsyncApiTest {
    private static final Path FILE = Contracts.module().resolve("../docs/asyncapi.yaml");
    private static final String DEAD_LETTER = "DeadLetter";

    private final JsonNode document = new ObjectMapper(new YAMLFactory()).readTree(FILE.toFile());

    AsyncApiTest() throws IOException {}

    @Test
    void isOfVersionThree() {
        assertThat(document.path("asyncapi").textValue()).isEqualTo("3.0.0");
    }

    @Test
    void hasEveryTopicAndNoOther() {
        assertThat(channels().keySet()).containsExactlyInAnyOrderElementsOf(Topics.all());
    }

    @Test
    void hasTheRecordsOfEveryTopicAndNoOthers() {
        channels().forEach((topic, channel) -> {
            List<String> messages = new ArrayList<>();
            channel.path("messages").properties().forEach(message -> {
                assertThat(message.getValue().path("$ref").textValue())
                        .isEqualTo("#/components/messages/" + message.getKey());
                messages.add(message.getKey());
            });
            assertThat(messages).as(topic).containsExactlyInAnyOrderElementsOf(messagesOf(topic));
        });
    }

    @Test
    void describesEveryRecordOnce() {
        List<String> names = new ArrayList<>();
        document.at("/components/messages").fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactlyInAnyOrderElementsOf(Topics.all().stream()
                        .flatMap(topic -> messagesOf(topic).stream())
                        .distinct()
                        .toList());
    }

    @Test
    void everyRecordHasItsNewestReleasedSchema() {
        records((released, message) -> {
            assertThat(message.path("name").textValue()).isEqualTo(released.fullName());
            assertThat(message.path("payload").path("schemaFormat").textValue())
                    .startsWith("application/vnd.apache.avro;version=1.12");
            assertThat(message.at("/payload/schema/$ref").textValue())
                    .isEqualTo(
                            "../schemas/src/main/resources/dev/reprise/schemas/catalogue/%s/%d.avsc",
                            released.fullName(), released.version());
        });
    }

    @Test
    void everyRecordIsSummedUpByTheFirstSentenceOfItsDoc() {
        records((released, message) -> {
            String doc = released.schema().getDoc();
            String summary = message.path("summary").textValue();
            assertThat(doc).as(released.fullName()).startsWith(summary);
            assertThat(doc.substring(summary.length())).matches("( .*)?");
            assertThat(summary).endsWith(".");
        });
    }

    @Test
    void everyTopicHasItsSettings() {
        channels().forEach((topic, channel) -> {
            TopicSettings settings = TopicSettings.of(topic);
            JsonNode kafka = channel.at("/bindings/kafka");
            assertThat(kafka.has("partitions")).as(topic).isEqualTo(!settings.followsCommands());
            Map<String, String> described = new TreeMap<>();
            kafka.path("topicConfiguration")
                    .properties()
                    .forEach(setting -> described.put(
                            setting.getKey(),
                            setting.getValue().isArray()
                                    ? setting.getValue().path(0).asText()
                                    : setting.getValue().asText()));
            Map<String, String> expected = new TreeMap<>(settings.configs());
            expected.remove("segment.ms"); // the Kafka binding has no place for it
            assertThat(described).as(topic).isEqualTo(expected);
        });
    }

    @Test
    void namesEveryHeaderAndNoOther() throws IllegalAccessException {
        List<String> expected = new ArrayList<>();
        for (Field constant : RecordHeaders.class.getFields()) {
            assertThat(Modifier.isStatic(constant.getModifiers())).isTrue();
            expected.add((String) constant.get(null));
        }
        List<String> described = new ArrayList<>();
        Stream.of("CommandHeaders", "AnswerHeaders", "DeadLetterHeaders")
                .forEach(name -> document.at("/components/schemas/" + name + "/properties")
                        .fieldNames()
                        .forEachRemaining(described::add));
        assertThat(described.stream().distinct().filter(name -> !name.startsWith("__streams.")))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void itsPatternOfAKeyIsOurs() {
        String pattern = document.at("/components/schemas/JobKey/pattern").textValue();
        assertThat(JobKeys.text(1)).matches(pattern);
        assertThat(JobKeys.text(Long.MAX_VALUE)).matches(pattern);
        assertThat(List.of("0", "01", "-1", "+1", "")).noneMatch(text -> text.matches(pattern));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = new ArrayList<>();
        document.findValues("$ref").forEach(reference -> references.add(reference.textValue()));
        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse();
            } else {
                assertThat(FILE.resolveSibling(reference)).exists();
            }
        });
    }

    private void records(BiConsumer<ReleasedSchema, JsonNode> each) {
        Topics.all().stream()
                .flatMap(topic -> TopicRecords.of(topic).stream())
                .distinct()
                .map(SchemaCatalogue.released()::newest)
                .forEach(released ->
                        each.accept(released, document.at("/components/messages/" + simpleName(released.fullName()))));
    }

    private Map<String, JsonNode> channels() {
        Map<String, JsonNode> channels = new TreeMap<>();
        document.path("channels")
                .forEach(channel -> channels.put(channel.path("address").textValue(), channel));
        return channels;
    }

    private static List<String> messagesOf(String topic) {
        return topic.equals(Topics.JOB_DEAD_LETTERS)
                ? List.of(DEAD_LETTER)
                : TopicRecords.of(topic).stream().map(AsyncApiTest::simpleName).toList();
    }

    private static String simpleName(String fullName) {
        return fullName.substring(fullName.lastIndexOf('.') + 1);
    }
}
