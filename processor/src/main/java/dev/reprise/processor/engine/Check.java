package dev.reprise.processor.engine;

import dev.reprise.common.ProcessContext;
import dev.reprise.common.RejectionType;
import dev.reprise.common.Variable;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks the fields of a command one after the other and keeps the first mistake. */
public final class Check {
    /** Most bytes of the variables and headers of one command. */
    public static final long PAYLOAD_BYTES = 4 << 20;
    /** Most bytes of the variables and headers of a job. */
    public static final long JOB_PAYLOAD_BYTES = 8 << 20;

    private @Nullable Decision mistake;

    /** The first mistake as a rejection; empty if there is none. */
    public Optional<Decision> mistake() {
        return Optional.ofNullable(mistake);
    }

    public Check that(boolean good, String reason, Object... values) {
        if (!good && mistake == null) {
            mistake = Decision.rejected(RejectionType.INVALID_ARGUMENT, reason.formatted(values));
        }
        return this;
    }

    public Check jobKey(long jobKey) {
        return that(jobKey > 0, "Expected the job key to be 1 or more, but it was %d", jobKey);
    }

    /** A name that must be there: 1 to 255 characters, no NUL. */
    public Check name(String field, String value) {
        return that(!value.isBlank(), "Expected %s to be given, but it was blank", field)
                .text(field, value, 255);
    }

    /** A text that may be absent: no longer than so many characters, no NUL. */
    public Check text(String field, @Nullable String value, int most) {
        return value == null
                ? this
                : that(
                                value.length() <= most,
                                "Expected %s to have at most %d characters, but it had %d",
                                field,
                                most,
                                value.length())
                        .that(value.indexOf('\0') < 0, "Expected %s to have no NUL character, but it had one", field);
    }

    /** Where a job comes from: names of up to 255 characters, a version of 1 or more. */
    public Check process(@Nullable ProcessContext process) {
        if (process == null) {
            return this;
        }
        Integer version = process.getProcessVersion();
        return text("the process id", process.getProcessId(), 255)
                .that(
                        version == null || version > 0,
                        "Expected the process version to be 1 or more, but it was %d",
                        version)
                .text("the version tag", process.getVersionTag(), 255)
                .text("the definition key", process.getDefinitionKey(), 255)
                .text("the element id", process.getElementId(), 255);
    }

    public Check variables(Map<String, Variable> variables) {
        long bytes = bytes(variables);
        return that(
                bytes <= PAYLOAD_BYTES,
                "Expected variables to take at most %d bytes, but they took %d",
                PAYLOAD_BYTES,
                bytes);
    }

    public static long bytes(Map<String, Variable> variables) {
        long bytes = 0;
        for (Map.Entry<String, Variable> entry : variables.entrySet()) {
            Variable variable = entry.getValue();
            String info = variable.getValueInfo();
            bytes += Texts.utf8Length(entry.getKey())
                    + Texts.utf8Length(variable.getValue())
                    + (info == null ? 0 : Texts.utf8Length(info));
        }
        return bytes;
    }

    public static long bytesOfTexts(Map<String, String> texts) {
        long bytes = 0;
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            bytes += Texts.utf8Length(entry.getKey()) + Texts.utf8Length(entry.getValue());
        }
        return bytes;
    }
}
