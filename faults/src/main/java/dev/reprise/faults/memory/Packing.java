package dev.reprise.faults.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An entry of a {@link Shelf} being written: its key, then values in the order in which {@link Unpacking} reads them. */
final class Packing {
    private final byte[] key;
    private byte[] bytes;
    private int length;

    Packing(String key) {
        this.key = key.getBytes(UTF_8);
        bytes = new byte[this.key.length + 64];
        text(this.key);
    }

    byte[] key() {
        return key;
    }

    int length() {
        return length;
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, length);
    }

    /** A number; small ones take little. */
    Packing number(long value) {
        room(10);
        long left = value;
        while ((left & ~0x7FL) != 0) {
            bytes[length++] = (byte) (left & 0x7F | 0x80);
            left >>>= 7;
        }
        bytes[length++] = (byte) left;
        return this;
    }

    Packing optional(@Nullable Long value) {
        return value == null ? number(0) : number(1).number(value);
    }

    Packing text(String value) {
        return text(value.getBytes(UTF_8));
    }

    Packing optional(@Nullable String value) {
        return value == null ? number(0) : number(1).text(value);
    }

    private Packing text(byte[] value) {
        number(value.length);
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
