package dev.reprise.bench.load;

import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.common.Variable;
import dev.reprise.schemas.AvroWire;
import java.util.Map;
import java.util.Random;
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
        return create(jobKey, VARIABLES);
    }

    private static CreateJob create(long jobKey, Map<String, Variable> variables) {
        return new CreateJob(
                jobKey,
                "charge-card",
                RETRIES,
                variables,
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

    /** One variable of so many bytes, the same each time, which no compression makes much shorter. */
    private static Map<String, Variable> variables(int bytes) {
        String text = new Random(bytes)
                .ints(bytes, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return Map.of("document", new Variable('"' + text + '"', null, null));
    }

    /** Bytes on the wire of the commands that are sent; encoders are made once. */
    public static final class Wire {
        private final AvroWire wire = new AvroWire();
        private final Map<String, Variable> variables;

        /**
         * For jobs of a size.
         *
         * @param payload bytes of a job's variables; 0 for a few as they are in practice
         */
        public Wire(int payload) {
            variables = payload == 0 ? VARIABLES : variables(payload);
        }

        public byte[] create(long jobKey) {
            return wire.encode(SampleCommands.create(jobKey, variables));
        }

        public byte[] fail(long jobKey, @Nullable Long backOff) {
            return wire.encode(SampleCommands.fail(jobKey, backOff));
        }
    }
}
