package dev.reprise.gateway.codepipeline.sigv4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A request as an SDK sent it, byte by byte, but for its unsigned User-Agent. */
final class RecordedRequest {
    /** What no HTTP server takes for a request. */
    @SuppressWarnings("serial")
    static final class NoHttpException extends RuntimeException {}

    private RecordedRequest() {}

    static byte[] bytes(String name) {
        try (InputStream file = RecordedRequest.class.getResourceAsStream(name + ".http")) {
            return Objects.requireNonNull(file, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads it as an HTTP server does. */
    static SignedRequest parse(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        List<String> lines = Arrays.asList(text.substring(0, end).split("\r\n"));
        String[] first = lines.get(0).split(" ");
        if (first.length != 3 || !first[1].startsWith("/")) {
            throw new NoHttpException();
        }
        String[] target = first[1].split("\\?", 2);
        return new SignedRequest(
                first[0],
                target[0],
                target.length < 2 ? "" : target[1],
                name -> lines.stream()
                        .skip(1)
                        .filter(line -> line.substring(0, Math.max(0, line.indexOf(':')))
                                .equalsIgnoreCase(name))
                        .map(line -> line.substring(line.indexOf(':') + 1).trim())
                        .toList(),
                Arrays.copyOfRange(bytes, end + 4, bytes.length));
    }
}
