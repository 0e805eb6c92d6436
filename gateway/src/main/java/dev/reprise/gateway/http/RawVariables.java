package dev.reprise.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.reprise.common.Variable;
import dev.reprise.processor.engine.Texts;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemException;
import dev.reprise.query.http.ProblemTypes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Variables exactly as they stand in a body: the text of each value is cut out, not read and written again, so that
 * {@code 1.10} stays {@code 1.10} and a number keeps every digit.
 */
public final class RawVariables {
    /** What is taken in of one value; the body as a whole is bounded already. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private RawVariables() {}

    /**
     * The members of a field of the body that is an object; none if the field is not there or null.
     *
     * @param body a body that has been read as JSON before, so that all that can be wrong is its encoding; then the
     *     request ends with a 400 problem
     */
    public static Map<String, Variable> of(byte[] body, String field) {
        Map<String, Variable> variables = new LinkedHashMap<>();
        String text = utf8(body);
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = json.currentName().equals(field);
                if (json.nextToken() == JsonToken.START_OBJECT && wanted) {
                    cut(json, text, variables);
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException e) {
            throw notUtf8();
        }
        return variables;
    }

    private static void cut(JsonParser json, String text, Map<String, Variable> into) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            int from = (int) json.currentTokenLocation().getCharOffset();
            json.skipChildren();
            json.finishToken();
            int to = (int) json.currentLocation().getCharOffset();
            into.put(
                    String.valueOf(Texts.wellFormed(name)),
                    new Variable(text.substring(from, to).trim(), null, null));
        }
    }

    /** JSON on the wire is UTF-8 (RFC 8259); a byte order mark is passed over. */
    private static String utf8(byte[] body) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw notUtf8();
        }
    }

    private static ProblemException notUtf8() {
        return Problem.of(ProblemTypes.INVALID_BODY, "Expected the body to be in UTF-8, but it is not")
                .asException();
    }

    /** Whether a text is one JSON value: producers on Kafka can write anything where JSON belongs. */
    public static boolean isJson(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() == null) {
                return false;
            }
            json.skipChildren();
            json.finishToken();
            return json.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
