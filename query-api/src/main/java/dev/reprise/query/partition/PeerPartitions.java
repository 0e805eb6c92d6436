package dev.reprise.query.partition;

import dev.reprise.query.http.QueryParameters;
import java.util.Arrays;
import java.util.List;

/** The partitions that another node asks for. */
public final class PeerPartitions {
    public static final String PARAMETER = "partitions";

    private PeerPartitions() {}

    /** Their numbers, each below {@code count}; anything else is a 400 problem. */
    public static List<Integer> in(QueryParameters given, int count) {
        String text = given.text(PARAMETER).orElse("");
        try {
            List<Integer> numbers =
                    Arrays.stream(text.split(",")).map(Integer::parseInt).toList();
            if (numbers.stream().allMatch(number -> number >= 0 && number < count)) {
                return numbers;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw QueryParameters.wrong(PARAMETER, "numbers from 0 to %d, separated by commas".formatted(count - 1), text);
    }
}
