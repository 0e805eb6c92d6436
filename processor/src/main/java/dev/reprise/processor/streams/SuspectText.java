package dev.reprise.processor.streams;

import java.util.ArrayList;
import java.util.List;

/** Suspects as the metadata of an offset: a line each, below the 4,096 bytes that brokers take. */
final class SuspectText {
    private static final int LONGEST_PLACE = 300;
    private static final int COLUMNS = 4;

    private SuspectText() {}

    static String of(List<Suspect> suspects) {
        StringBuilder text = new StringBuilder();
        for (Suspect suspect : suspects) {
            text.append(suspect.step())
                    .append('\t')
                    .append(suspect.deaths())
                    .append('\t')
                    .append(suspect.at())
                    .append('\t')
                    .append(plain(suspect.place()))
                    .append('\n');
        }
        return text.toString();
    }

    /** What {@link #of} wrote. A line that it has not written is left out. */
    static List<Suspect> parse(String text) {
        List<Suspect> suspects = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String[] columns = line.split("\t", -1);
            if (columns.length == COLUMNS && columns[1].matches("\\d{1,9}") && columns[2].matches("\\d{1,18}")) {
                suspects.add(new Suspect(
                        columns[0], Integer.parseInt(columns[1]), Long.parseLong(columns[2]), columns[3], null));
            }
        }
        return suspects;
    }

    /** ASCII, so that a character is a byte. */
    private static String plain(String place) {
        String cut = place.length() <= LONGEST_PLACE ? place : place.substring(0, LONGEST_PLACE);
        return cut.replaceAll("[^ -~]", "?");
    }
}
