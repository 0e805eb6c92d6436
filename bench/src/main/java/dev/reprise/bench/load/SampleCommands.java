package dev.reprise.bench.load;

import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.common.Variable;
import dev.reprise.schemas.AvroWire;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Commands as they are in practice: a job with a few variables, a failure with a message and a code. */
public final class SampleCommands {
    private static final int RETRIES = 3;
    private static final Map<String, Variable> VARIABLES = Map.of(
            "orderId", new Variable("\"ord-2026-11-000417\"", null, null),
            "amount", new Variable("129.90", null, null),
            "customer", new Variable("{\"id\":\"c-88121\",\"tier\":\"gold\"}", null, null));

    private SampleCommands() {}

    /** A new job. */
    public static CreateJob create(long jobKey) {
        return new CreateJob(
                jobKey,
                "charge-card",
                RETRIES,
                VARIABLES,
                Map.of("queue", "payments"),
                0,
                "<default>",
                null,
                null,
                null);
    }

    /**
     * A failure of a job that nobody holds.
     *
     * @param backOff milliseconds until the retry; null for none
     */
    public static FailJob fail(long jobKey, @Nullable Long backOff) {
        return new FailJob(
                jobKey,
                null,
                null,
                RETRIES,
                backOff,
                "Card issuer did not answer within 5000 ms (connect to issuer-gateway:8443)",
                null,
                "ISSUER_TIMEOUT",
                null,
                Map.of(),
                Map.of(),
                null,
                false,
                false,
                false);
    }

    /** Bytes on the wire of the commands that are sent; encoders are made once. */
    public static final class Wire {
        private final AvroWire wire = new AvroWire();

        public byte[] create(long jobKey) {
            return wire.encode(SampleCommands.create(jobKey));
        }

        public byte[] fail(long jobKey, @Nullable Long backOff) {
            return wire.encode(SampleCommands.fail(jobKey, backOff));
        }
    }
}
