package dev.reprise.node.cli.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.common.Variable;
import dev.reprise.node.letters.Letter;
import dev.reprise.query.history.EventJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Dead letters as JSON. */
final class LetterJson {
    private static final String HIDDEN = "(hidden)";

    private LetterJson() {}

    /** In short. */
    static ObjectNode row(Letter letter, boolean redriven) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("place", letter.place().toString());
        json.put("writtenAt", letter.writtenAt().toString());
        json.put("reason", letter.reason());
        json.put("exception", letter.error("exception"));
        json.put("message", letter.error("message"));
        json.put("key", text(letter.key()));
        json.put("origin", letter.origin());
        json.put("redrives", letter.redrives());
        json.put("redriven", redriven);
        return json;
    }

    /** With all that there is, apart from its stack trace, which is for reading. */
    static ObjectNode whole(Letter letter, boolean redriven, @Nullable SpecificRecord command, boolean payload) {
        ObjectNode json = row(letter, redriven);
        ObjectNode headers = json.putObject("headers");
        for (Header header : letter.headers()) {
            if (!header.key().equals(Letter.STREAMS_PREFIX + "stacktrace")) {
                headers.put(header.key(), text(header.value()));
            }
        }
        json.put("valueBytes", letter.value() == null ? 0 : letter.value().length);
        if (command != null) {
            json.put("commandType", command.getSchema().getName());
            json.set("command", command(command, payload));
        } else if (payload && letter.value() != null) {
            json.put("value", Base64.getEncoder().encodeToString(letter.value()));
        }
        return json;
    }

    private static ObjectNode command(SpecificRecord command, boolean payload) {
        ObjectNode json = EventJson.of(command);
        for (Schema.Field field : command.getSchema().getFields()) {
            if (!payload && command.get(field.pos()) instanceof Map<?, ?> map && isOfVariables(map)) {
                ObjectNode names = json.putObject(field.name());
                map.keySet().forEach(name -> names.put(name.toString(), HIDDEN));
            }
        }
        return json;
    }

    private static boolean isOfVariables(Map<?, ?> map) {
        return map.values().stream().anyMatch(Variable.class::isInstance);
    }

    /** Text if it is some, or else base64. */
    private static @Nullable String text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return "base64:" + Base64.getEncoder().encodeToString(bytes);
        }
    }
}
