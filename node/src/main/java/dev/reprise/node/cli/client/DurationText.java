package dev.reprise.node.cli.client;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Lengths of time as people write them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d}; a bare number is ms. */
public final class DurationText implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(-?\\d{1,18})\\s*(ms|s|m|h|d)?");

    @Override
    public Duration convert(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new TypeConversionException(
                    "expected a length of time such as 500ms, 30s, 5m, 2h or 1d, but got " + text);
        }
        long number = Long.parseLong(parts.group(1));
        String unit = parts.group(2) == null ? "ms" : parts.group(2);
        try {
            return switch (unit) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                case "d" -> Duration.ofDays(number);
                default -> Duration.ofMillis(number);
            };
        } catch (ArithmeticException e) {
            throw new TypeConversionException("expected a length of time, but " + text + " is too long");
        }
    }
}
