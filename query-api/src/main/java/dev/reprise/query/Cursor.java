package dev.reprise.query;

import dev.reprise.query.http.QueryParameters;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Where a list goes on, as a text for callers to hand back as it is. It holds the last key that was shown and nothing of this node
 * or this moment, so that it stays good for ever: over restarts, moved partitions, and rows that come and go.
 */
public final class Cursor {
    /** Name of the query parameter. */
    public static final String PARAMETER = "cursor";

    /** What is listed; a cursor of one list is refused by the others. */
    public enum Kind {
        JOBS((byte) 'j', 1),
        INCIDENTS((byte) 'i', 1),
        HISTORY((byte) 'h', 2);

        private final byte code;
        private final int numbers;

        Kind(byte code, int numbers) {
            this.code = code;
            this.numbers = numbers;
        }
    }

    private static final byte VERSION = 1;

    private Cursor() {}

    /** The text for a list that goes on after these numbers, for the kind's number of them. */
    public static String text(Kind kind, long... after) {
        ByteBuffer bytes = ByteBuffer.allocate(length(kind)).put(VERSION).put(kind.code);
        for (long number : after) {
            bytes.putLong(number);
        }
        bytes.putInt(checksum(bytes));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** The numbers of the cursor that was given; empty if none was. Anything that is no cursor of the kind is a 400 problem. */
    public static Optional<long[]> in(QueryParameters given, Kind kind) {
        return given.text(PARAMETER)
                .map(text -> numbers(text, kind)
                        .orElseThrow(() -> QueryParameters.wrong(
                                PARAMETER, "the nextCursor of an earlier page of the same list", text)));
    }

    private static Optional<long[]> numbers(String text, Kind kind) {
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.limit() != length(kind) || bytes.get() != VERSION || bytes.get() != kind.code) {
            return Optional.empty();
        }
        long[] numbers = new long[kind.numbers];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = bytes.getLong();
        }
        return checksum(bytes) == bytes.getInt() ? Optional.of(numbers) : Optional.empty();
    }

    private static int length(Kind kind) {
        return 2 + kind.numbers * Long.BYTES + Integer.BYTES;
    }

    /** Of the bytes before the position. Not against forgery (a cursor gives no rights), but against texts cut short. */
    private static int checksum(ByteBuffer bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes.array(), 0, bytes.position());
        return (int) crc.getValue();
    }
}
