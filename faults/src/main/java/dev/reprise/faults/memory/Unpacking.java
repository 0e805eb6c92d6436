package dev.reprise.faults.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An entry of a {@link Shelf} being read. */
final class Unpacking {
    private final byte[] bytes;
    private final int keyAt;
    private final int keyEnd;
    private int at;

    Unpacking(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
        int keyLength = (int) number();
        keyAt = this.at;
        keyEnd = keyAt + keyLength;
        this.at = keyEnd;
    }

    boolean hasKey(byte[] key) {
        return Arrays.equals(bytes, keyAt, keyEnd, key, 0, key.length);
    }

    byte[] key() {
        return Arrays.copyOfRange(bytes, keyAt, keyEnd);
    }

    String keyText() {
        return new String(bytes, keyAt, keyEnd - keyAt, UTF_8);
    }

    long number() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    @Nullable
    Long optionalNumber() {
        return number() == 0 ? null : number();
    }

    String text() {
        int length = (int) number();
        String text = new String(bytes, at, length, UTF_8);
        at += length;
        return text;
    }

    @Nullable
    String optionalText() {
        return number() == 0 ? null : text();
    }
}
