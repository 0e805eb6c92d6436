package dev.reprise.node.cli.deadletters;

import dev.reprise.node.cli.client.DurationText;
import dev.reprise.node.letters.Letter;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which dead letters are meant. */
final class FilterOptions {
    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "Only those that died of this: NO_KEY, UNREADABLE_KEY, UNREADABLE_VALUE, NOT_A_COMMAND,"
                    + " WRONG_PARTITION, ENGINE_FAILED, THREAD_DIED; or of an exception whose name ends with this.")
    private @Nullable String reason;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Since.class,
            description =
                    "Only those whose command was written since then: a time such as 2026-11-21T12:00:00Z, or so long"
                            + " ago, 2h for instance.")
    private @Nullable Instant since;

    @Option(
            names = "--partition",
            paramLabel = "N",
            description = "Only those that were in this partition of job-commands.")
    private @Nullable Integer partition;

    boolean takes(Letter letter) {
        return takesReason(letter)
                && (since == null || !letter.writtenAt().isBefore(since))
                && (partition == null || partition.toString().equals(letter.error("partition")));
    }

    private boolean takesReason(Letter letter) {
        if (reason == null || reason.equalsIgnoreCase(letter.reason())) {
            return true;
        }
        String exception = letter.error("exception");
        return exception != null && (exception.equals(reason) || exception.endsWith("." + reason));
    }

    /** A time, or how long ago it was. */
    static final class Since implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                return Instant.now().minus(ago(text));
            }
        }

        private static Duration ago(String text) {
            try {
                return new DurationText().convert(text);
            } catch (TypeConversionException e) {
                throw new TypeConversionException(
                        "expected a time such as 2026-11-21T12:00:00Z, or a length of time such as 2h, but got "
                                + text);
            }
        }
    }
}
