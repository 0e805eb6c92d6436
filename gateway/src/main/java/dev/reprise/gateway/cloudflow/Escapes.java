package dev.reprise.gateway.cloudflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Percent-encoding: as signatures are made (RFC 3986), and as forms and queries are read. */
final class Escapes {
    /** Most parameters of one call; the SDKs send about fifteen. */
    static final int MOST_PARAMS = 200;

    private Escapes() {}

    /** All but letters, digits and {@code -_.~} as upper-case {@code %XX} of their UTF-8. */
    static String encode(String text) {
        return URLEncoder.encode(text, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** {@code k=v&k=v} with {@code +} for a space. Of a name that comes twice, the last value counts. */
    static Map<String, String> parse(String text) {
        Map<String, String> params = new LinkedHashMap<>();
        int at = 0;
        while (at <= text.length()) {
            int end = text.indexOf('&', at);
            String pair = text.substring(at, end < 0 ? text.length() : end);
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                params.put(
                        decode(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decode(pair.substring(equals + 1)));
                requireFew(params);
            }
            at = end < 0 ? text.length() + 1 : end + 1;
        }
        return params;
    }

    static void requireFew(Map<String, String> params) {
        if (params.size() > MOST_PARAMS) {
            throw FlowError.INVALID_ARGUMENT.with(
                    "Expected at most " + MOST_PARAMS + " parameters, but there are more.");
        }
    }

    private static String decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        byte[] raw = text.getBytes(UTF_8);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%') {
                bytes.write(escaped(raw, i));
                i += 2;
            } else {
                bytes.write(raw[i] == '+' ? ' ' : raw[i]);
            }
        }
        return utf8(bytes.toByteArray());
    }

    private static int escaped(byte[] raw, int at) {
        int high = at + 2 < raw.length ? Character.digit(raw[at + 1], 16) : -1;
        int low = at + 2 < raw.length ? Character.digit(raw[at + 2], 16) : -1;
        if (high < 0 || low < 0) {
            throw FlowError.INVALID_ARGUMENT.with(
                    "Expected two hex digits after each % of a parameter, but there are not.");
        }
        return high << 4 | low;
    }

    /** The text, if the bytes are UTF-8. */
    static String utf8(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw FlowError.INVALID_ARGUMENT.with("Expected the parameters to be in UTF-8, but they are not.");
        }
    }
}
