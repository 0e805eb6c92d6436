package dev.reprise.processor.streams;

import dev.reprise.schemas.TopicSettings;

/** The largest value that brokers take from us. Looked at before anything is written: a refused record stops its partition. */
final class RecordSize {
    /** Room for key, headers and what a batch adds. */
    private static final int OVERHEAD = 256 << 10;

    private static final int MOST = TopicSettings.MAX_RECORD_BYTES - OVERHEAD;

    private RecordSize() {}

    /** The value itself, if it fits. */
    static byte[] checked(byte[] value, String what) {
        if (value.length > MOST) {
            throw new RecordTooLargeForTopicException(
                    "Expected a " + what + " to have at most " + MOST + " bytes, but it has " + value.length);
        }
        return value;
    }
}
