package dev.reprise.schemas;

import java.io.ByteArrayOutputStream;

/** A buffer that is used again and again, but does not keep the room that one huge record needed. */
final class WireBuffer extends ByteArrayOutputStream {
    private static final int USUAL = 4 << 10;
    private static final int KEPT = 1 << 20;

    WireBuffer() {
        super(USUAL);
    }

    /** Empties it and writes the header. */
    void start(int id) {
        reset();
        write(WireFormat.MAGIC);
        write(id >>> 24);
        write(id >>> 16);
        write(id >>> 8);
        write(id);
    }

    /** Gives back the room of a huge record. */
    void trim() {
        if (buf.length > KEPT) {
            buf = new byte[USUAL];
            count = 0;
        }
    }
}
