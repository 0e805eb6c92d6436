package dev.reprise.gateway.nativeapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.common.Variable;
import dev.reprise.gateway.http.Body;
import dev.reprise.gateway.http.RawVariables;
import dev.reprise.processor.engine.Texts;
import dev.reprise.query.http.JsonBody;
import dev.reprise.schemas.JobKeys;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a body as commands take them: null for what is not given. A field of the wrong type ends the request with
 * a 400 problem that names it; ranges are the engine's to check, so that commands from Kafka and from HTTP are refused alike.
 */
final class Fields {
    private final Context ctx;
    private final JsonBody body;

    private Fields(Context ctx, JsonBody body) {
        this.ctx = ctx;
        this.body = body;
    }

    /** The body of a request, of which these fields are known. */
    static Fields of(Context ctx, String... known) {
        return new Fields(ctx, Body.read(ctx, known));
    }

    @Nullable
    String text(String field) {
        return body.text(field).map(Fields::wellFormed).orElse(null);
    }

    String requiredText(String field) {
        return wellFormed(body.requiredText(field));
    }

    @Nullable
    Integer integer(String field) {
        return body.integer(field, Integer.MIN_VALUE, Integer.MAX_VALUE).orElse(null);
    }

    int requiredInteger(String field, int least, int most) {
        return body.integer(field, least, most).orElseThrow(() -> JsonBody.missing(field));
    }

    Optional<Integer> integer(String field, int least, int most) {
        return body.integer(field, least, most);
    }

    @Nullable
    Long millis(String field) {
        return body.whole(field, Long.MIN_VALUE, Long.MAX_VALUE).orElse(null);
    }

    /** Milliseconds within bounds that are the gateway's own. */
    Optional<Long> millis(String field, long least, long most) {
        return body.whole(field, least, most);
    }

    long requiredMillis(String field, long least, long most) {
        return body.whole(field, least, most).orElseThrow(() -> JsonBody.missing(field));
    }

    @Nullable
    List<String> texts(String field) {
        return body.texts(field)
                .map(texts -> texts.stream().map(Fields::wellFormed).toList())
                .orElse(null);
    }

    /** A job key: a string, since a number loses digits in JavaScript and elsewhere before it gets here. */
    Optional<Long> jobKey(String field) {
        return body.value(field).map(value -> {
            try {
                return JobKeys.parse(value.isTextual() ? value.textValue() : "");
            } catch (IllegalArgumentException e) {
                throw JsonBody.wrong(field, "a job key: a string of digits, 1 to " + Long.MAX_VALUE, value);
            }
        });
    }

    /** Variables by name, each value exactly as it stands in the body. */
    Map<String, Variable> variables(String field) {
        return body.members(field).isEmpty() ? Map.of() : RawVariables.of(ctx.bodyAsBytes(), field);
    }

    /** Texts by name. */
    Map<String, String> textsByName(String field) {
        Map<String, String> texts = new LinkedHashMap<>();
        body.members(field).forEach((name, value) -> {
            if (!value.isTextual()) {
                throw JsonBody.wrong(field, "an object whose values are strings", value);
            }
            texts.put(wellFormed(name), wellFormed(value.textValue()));
        });
        return texts;
    }

    /** Those of these fields that were given, as one object. */
    JsonNode object(String... fields) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (String field : fields) {
            body.value(field).ifPresent(value -> object.set(field, value));
        }
        return object;
    }

    Optional<JsonNode> value(String field) {
        return body.value(field);
    }

    /** Lone surrogates would become question marks on the way to Kafka; this marks them as what they are. */
    static String wellFormed(String text) {
        return String.valueOf(Texts.wellFormed(text));
    }
}
