package dev.reprise.processor.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;

/**
 * What each partition is at, in a file that is mapped into memory: a note costs some nanoseconds, and it is still there when the
 * process has been ended from one moment to the next (memory that has run out, a crash in native code, a kill). The next process of
 * the node finds it. Each partition is written by one thread.
 */
final class WorkNotes {
    private static final String FILE = "at-work";
    private static final int SLOT = 32;
    private static final byte NOTHING = 0;
    private static final byte RECORD = 1;
    private static final byte ROW = 2;

    private final MappedByteBuffer slots;
    private final Map<Integer, String> left = new TreeMap<>();

    /** Opens the file of a node, whose earlier notes are taken out of it. */
    WorkNotes(Path stateDir, int partitions) {
        Path file = stateDir.resolve(FILE);
        try {
            Files.createDirectories(stateDir);
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                readLeft(channel);
                channel.truncate(0);
                // Written, not just mapped: a hole in a file on a full disk ends the process.
                channel.write(ByteBuffer.allocate(partitions * SLOT), 0);
                slots = channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) partitions * SLOT);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write " + file + ", but could not", e);
        }
    }

    /** The steps at which an earlier process ended, by partition. */
    Map<Integer, String> left() {
        return Map.copyOf(left);
    }

    void begun(int partition, long offset, long timestamp) {
        int at = partition * SLOT;
        slots.putLong(at + 8, offset).putLong(at + 16, timestamp);
        tag(at, RECORD);
    }

    void begun(int partition, Bytes dueRow) {
        int at = partition * SLOT;
        byte[] key = dueRow.get();
        if (key.length <= SLOT - 8) {
            slots.put(at + 1, (byte) key.length).put(at + 8, key);
            tag(at, ROW);
        }
    }

    void done(int partition) {
        tag(partition * SLOT, NOTHING);
    }

    private void tag(int at, byte kind) {
        VarHandle.releaseFence();
        slots.put(at, kind);
        VarHandle.releaseFence();
    }

    private void readLeft(FileChannel channel) throws IOException {
        ByteBuffer slot = ByteBuffer.allocate(SLOT);
        for (int partition = 0; channel.read(slot.clear(), (long) partition * SLOT) == SLOT; partition++) {
            if (slot.get(0) == RECORD) {
                left.put(partition, Step.of(slot.getLong(8), slot.getLong(16)));
            } else if (slot.get(0) == ROW) {
                byte[] key = new byte[Math.min(slot.get(1) & 0xff, SLOT - 8)];
                slot.get(8, key);
                left.put(partition, Step.of(Bytes.wrap(key)));
            }
        }
    }
}
