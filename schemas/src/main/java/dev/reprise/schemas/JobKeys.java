package dev.reprise.schemas;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.UUID;
import org.apache.kafka.common.utils.Utils;

/**
 * The forms of a job key, a {@code long} from 1 to 2^63-1. Each form is a bijection: what is read back was written
 * from that very key, and any other text is refused, so that no job can be addressed in two ways.
 *
 * <p>The <b>decimal</b> form is the key of Kafka records and what Camunda shows. The <b>UUID</b> form (AWS CodePipeline)
 * has the key in its low 64 bits below a fixed upper half. The token form is made by {@link TaskTokens}.
 */
public final class JobKeys {
    /**
     * Upper half of every UUID form: {@code 72657072-6973-8065}, that is "repris", version 8 (own layout), "e". Since
     * keys are positive, the lower half begins with bit 0, which RFC 9562 calls the NCS variant, not its own (10). AWS
     * SDKs do not look at job ids, and the service's published pattern asks for lower-case hex digits only, so the
     * key stays whole in its 64 bits and can be read off the id.
     */
    static final long UUID_UPPER_HALF = 0x7265_7072_6973_8065L;

    private static final int LONGEST = 19;

    private JobKeys() {}

    /** The key in decimal, as in the key of a Kafka record. */
    public static String text(long jobKey) {
        return Long.toString(valid(jobKey));
    }

    /** The key that has this decimal form: digits only, no leading zero, sign or space. */
    public static long parse(String text) {
        if (!isDecimal(text)) {
            throw new IllegalArgumentException(
                    "Expected a job key in decimal, 1 to " + Long.MAX_VALUE + ", but got '" + shortened(text) + "'");
        }
        return Long.parseLong(text);
    }

    /** The key of the Kafka records of a job: its decimal form in UTF-8. */
    public static byte[] recordKey(long jobKey) {
        return text(jobKey).getBytes(US_ASCII);
    }

    /** The job key that a Kafka record key stands for. */
    public static long fromRecordKey(byte[] recordKey) {
        return parse(new String(recordKey, US_ASCII));
    }

    /**
     * The partition that a job lives in: what Kafka's own partitioner (murmur2) makes of the record key, so that
     * producers need not do anything special.
     */
    public static int partitionFor(long jobKey, int partitions) {
        return Utils.toPositive(Utils.murmur2(recordKey(jobKey))) % partitions;
    }

    /** The key as a UUID. */
    public static UUID toUuid(long jobKey) {
        return new UUID(UUID_UPPER_HALF, valid(jobKey));
    }

    /** The key that has this UUID form; any other UUID is refused. */
    public static long fromUuid(UUID uuid) {
        if (uuid.getMostSignificantBits() != UUID_UPPER_HALF || uuid.getLeastSignificantBits() <= 0) {
            throw new IllegalArgumentException("Expected the UUID of a job, but " + uuid + " is none");
        }
        return uuid.getLeastSignificantBits();
    }

    /** The key as the text of a UUID: 36 characters, lower case. */
    public static String uuidText(long jobKey) {
        return toUuid(jobKey).toString();
    }

    /** The key that has this UUID text; upper case and shortened groups are refused. */
    public static long parseUuid(String text) {
        UUID uuid;
        try {
            uuid = UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw notUuid(text);
        }
        if (!uuid.toString().equals(text)) {
            throw notUuid(text);
        }
        return fromUuid(uuid);
    }

    /** The key itself, if it is one. */
    static long valid(long jobKey) {
        if (jobKey <= 0) {
            throw new IllegalArgumentException("Expected a job key of 1 or more, but got " + jobKey);
        }
        return jobKey;
    }

    private static boolean isDecimal(String text) {
        if (text.isEmpty() || text.length() > LONGEST || text.charAt(0) == '0') {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() < LONGEST || text.compareTo(Long.toString(Long.MAX_VALUE)) <= 0;
    }

    private static IllegalArgumentException notUuid(String text) {
        return new IllegalArgumentException(
                "Expected a job key as a UUID of 36 lower-case characters, but got '" + shortened(text) + "'");
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
