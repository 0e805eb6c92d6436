package dev.reprise.node.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Columns of text, as wide as they must be. */
public final class Table {
    private static final String GAP = "  ";

    private final List<Column> columns;
    private final UnaryOperator<JsonNode> prepare;

    /**
     * One column.
     *
     * @param heading what stands above it
     * @param pointer where its value is in a row (RFC 6901)
     */
    public record Column(String heading, String pointer) {}

    private Table(List<Column> columns, UnaryOperator<JsonNode> prepare) {
        this.columns = columns;
        this.prepare = prepare;
    }

    /** Columns given as heading and pointer in turn. */
    public static Table of(String... headingsAndPointers) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < headingsAndPointers.length; i += 2) {
            columns.add(new Column(headingsAndPointers[i], headingsAndPointers[i + 1]));
        }
        return new Table(columns, UnaryOperator.identity());
    }

    /** The same, but each row is made into another one first. */
    public Table preparing(UnaryOperator<JsonNode> step) {
        return new Table(columns, step);
    }

    /** The rows below their headings, a line each, without an end of line after the last. */
    public String lines(Iterable<JsonNode> rows) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(columns.stream().map(Column::heading).toList());
        rows.forEach(row -> cells.add(cells(row)));
        return aligned(cells);
    }

    /** One row without headings, its columns at least so wide: for rows that come one by one. */
    public String line(JsonNode row, List<Integer> widths) {
        return line(cells(row), widths.stream().mapToInt(Integer::intValue).toArray());
    }

    private List<String> cells(JsonNode row) {
        JsonNode prepared = prepare.apply(row);
        return columns.stream()
                .map(column -> Cell.text(prepared.at(column.pointer())))
                .toList();
    }

    static String aligned(List<List<String>> cells) {
        int[] widths = new int[cells.isEmpty() ? 0 : cells.get(0).size()];
        for (List<String> row : cells) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return cells.stream().map(row -> line(row, widths)).collect(Collectors.joining(System.lineSeparator()));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i))
                    .append(" ".repeat(Math.max(0, widths[i] - row.get(i).length())))
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
