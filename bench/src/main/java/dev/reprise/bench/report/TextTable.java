package dev.reprise.bench.report;

import java.util.ArrayList;
import java.util.List;

/** A table for people, which is Markdown as well. */
public final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(String... head) {
        rows.add(List.of(head));
    }

    public TextTable row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    @Override
    public String toString() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            line(text, rows.get(i), widths);
            if (i == 0) {
                line(text, rows.get(0).stream().map(cell -> "").toList(), widths, '-');
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> row, int[] widths) {
        line(text, row, widths, ' ');
    }

    private static void line(StringBuilder text, List<String> row, int[] widths, char fill) {
        for (int i = 0; i < row.size(); i++) {
            text.append("| ").append(row.get(i));
            for (int pad = row.get(i).length(); pad < widths[i]; pad++) {
                text.append(fill);
            }
            text.append(' ');
        }
        text.append("|\n");
    }
}
