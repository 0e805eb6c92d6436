package dev.reprise.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run has found: figures by name for a JSON file, and the same as text. */
public final class BenchResult {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();

    public BenchResult(String mode) {
        figures.put("mode", mode);
        figures.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        figures.put("machine", Machine.figures());
    }

    public void figure(String name, Object value) {
        figures.put(name, value);
    }

    public void text(String lines) {
        text.append(lines).append('\n');
    }

    /** Prints the text on stdout, and writes the figures to a file if one is named. */
    public void publish(@Nullable Path file) {
        System.out.println(text);
        if (file != null) {
            try {
                JSON.writeValue(file.toFile(), figures);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
