package dev.reprise.node.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A JSON object given on the command line: as it stands, or as {@code @file}, or as {@code -} for standard input. */
public record JsonText(JsonNode json) {
    /** No fields. */
    public static final JsonText EMPTY = new JsonText(ApiClient.JSON.createObjectNode());

    /** Reads one from an argument. */
    public static final class Converter implements ITypeConverter<JsonText> {
        @Override
        public JsonText convert(String argument) {
            try {
                JsonNode json = ApiClient.JSON.readTree(text(argument));
                if (!json.isObject()) {
                    throw new TypeConversionException("expected a JSON object, but got " + json.getNodeType());
                }
                return new JsonText(json);
            } catch (JsonProcessingException e) {
                throw new TypeConversionException("expected a JSON object, but: " + e.getOriginalMessage());
            } catch (IOException | UncheckedIOException e) {
                throw new TypeConversionException("cannot read " + argument + ": " + e);
            }
        }

        private static String text(String argument) throws IOException {
            if (argument.equals("-")) {
                return new String(System.in.readAllBytes(), UTF_8);
            }
            return argument.startsWith("@") ? Files.readString(Path.of(argument.substring(1)), UTF_8) : argument;
        }
    }
}
