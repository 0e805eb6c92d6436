package dev.reprise.bench.kafka;

import dev.reprise.bench.report.BenchResult;
import dev.reprise.bench.report.Spread;
import dev.reprise.bench.report.TextTable;
import java.util.ArrayList;
import java.util.List;

/** Holds the medians of what was measured against the bounds. */
final class GuardReport {
    private final BenchResult result;

    GuardReport(BenchResult result) {
        this.result = result;
    }

    /** Tells of each bound whether it holds, and returns the figures of those that do not. */
    List<String> write(Outcome outcome, List<Bounds.Bound> bounds) {
        for (GuardFigure figure : GuardFigure.values()) {
            result.figure(figure.id(), figure.in(outcome).figures());
        }
        result.figure("failJob", outcome.plain().figures());
        result.figure("failJobWithBackOff", outcome.backingOff().figures());
        result.figure("bare", outcome.bare().figures());
        List<String> broken = new ArrayList<>();
        TextTable table = new TextTable("engine / bare topology", "measured: median (range)", "bound", "verdict");
        for (Bounds.Bound bound : bounds) {
            Spread measured = bound.figure().in(outcome);
            boolean holds = bound.holds(measured.median());
            if (!holds) {
                broken.add(bound.figure().id());
            }
            table.row(bound.figure().id(), measured.text("%.2f"), bound.text(), holds ? "ok" : "BROKEN");
        }
        result.figure("broken", broken);
        result.text(table.toString());
        return broken;
    }
}
