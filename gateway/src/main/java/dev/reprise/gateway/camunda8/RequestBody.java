package dev.reprise.gateway.camunda8;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.common.Variable;
import dev.reprise.gateway.http.Body;
import dev.reprise.gateway.http.RawVariables;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of a request: JSON, in the charset that the content type names (UTF-8 if none), of at most 4 MiB. */
final class RequestBody {
    private static final String JSON = "application/json";

    private final String text;
    private final Binding binding;

    private RequestBody(String text, Binding binding) {
        this.text = text;
        this.binding = binding;
    }

    /** A body that may be missing or null, of which these properties are known. */
    static RequestBody optional(Context ctx, Set<String> known) {
        String text = read(ctx);
        return new RequestBody(text, Binding.of(Binding.parse(text), "", known));
    }

    /** A body that must be there. */
    static RequestBody required(Context ctx, Set<String> known) {
        String text = read(ctx);
        JsonNode json = Binding.parse(text);
        if (json.isNull() || json.isMissingNode()) {
            throw RestProblem.badRequest("Required request body is missing").asException();
        }
        return new RequestBody(text, Binding.of(json, "", known));
    }

    Binding binding() {
        return binding;
    }

    /** The variables, each value exactly as it stands in the body. */
    Map<String, Variable> variables() {
        JsonNode variables = binding.value("variables");
        if (variables == null) {
            return Map.of();
        }
        if (!variables.isObject()) {
            throw Binding.unparsable("variables");
        }
        return variables.isEmpty() ? Map.of() : RawVariables.of(text.getBytes(UTF_8), "variables");
    }

    private static String read(Context ctx) {
        byte[] bytes = ctx.bodyAsBytes();
        if (bytes.length > Body.MOST_BYTES) {
            throw RestProblem.tooLarge("Expected a body of at most %d bytes, but it has %d"
                            .formatted(Body.MOST_BYTES, bytes.length))
                    .asException();
        }
        if (bytes.length == 0) {
            return "";
        }
        String contentType = ctx.header("Content-Type");
        requireJson(contentType);
        try {
            String text = charset(contentType)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw Binding.unreadable();
        }
    }

    private static void requireJson(@Nullable String contentType) {
        String type = contentType == null ? "" : contentType.split(";", 2)[0].strip();
        if (!type.equalsIgnoreCase(JSON)) {
            throw unsupported(contentType);
        }
    }

    private static Charset charset(@Nullable String contentType) {
        String[] parameters = contentType == null ? new String[0] : contentType.split(";");
        for (String parameter : parameters) {
            String[] pair = parameter.split("=", 2);
            if (pair.length == 2 && pair[0].strip().toLowerCase(Locale.ROOT).equals("charset")) {
                try {
                    return Charset.forName(pair[1].strip().replace("\"", ""));
                } catch (IllegalArgumentException e) {
                    throw unsupported(contentType);
                }
            }
        }
        return UTF_8;
    }

    private static RestException unsupported(@Nullable String contentType) {
        return new RestProblem(
                        415, "Unsupported Media Type", "Content-Type '%s' is not supported.".formatted(contentType))
                .asException();
    }
}
