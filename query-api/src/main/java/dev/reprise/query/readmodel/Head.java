package dev.reprise.query.readmodel;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.common.JobState;
import java.nio.ByteBuffer;

/**
 * Where a job stands by its last event that was folded.
 *
 * @param createdAt when this life of the job began, epoch milliseconds: a key can be used again after the job is purged
 */
public record Head(String type, JobState state, long sequence, long createdAt) {
    private static final byte VERSION = 1;
    private static final int FIXED = 2 + Long.BYTES + Long.BYTES;

    Head next(JobState after) {
        return new Head(type, after, sequence + 1, createdAt);
    }

    byte[] bytes() {
        byte[] name = type.getBytes(UTF_8);
        return ByteBuffer.allocate(FIXED + name.length)
                .put(VERSION)
                .put(StateCodes.code(state))
                .putLong(sequence)
                .putLong(createdAt)
                .put(name)
                .array();
    }

    static Head of(byte[] bytes) {
        ByteBuffer row = ByteBuffer.wrap(bytes);
        byte version = row.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("Expected a head of version 1, but its version is " + version);
        }
        JobState state = StateCodes.state(row.get());
        long sequence = row.getLong();
        long createdAt = row.getLong();
        return new Head(new String(bytes, FIXED, bytes.length - FIXED, UTF_8), state, sequence, createdAt);
    }
}
