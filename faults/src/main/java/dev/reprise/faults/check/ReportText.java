package dev.reprise.faults.check;

import java.util.Map;
import java.util.StringJoiner;

/** A report as lines of text. */
final class ReportText {
    private ReportText() {}

    static String of(CheckReport report) {
        Figures figures = report.figures();
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        figures.commands().forEach((what, count) -> line(lines, "commands " + what, count));
        line(lines, "reads checked", figures.checkedReads());
        figures.reads().forEach((status, count) -> line(lines, "reads answered " + status, count));
        line(lines, "events", figures.events());
        line(lines, "rejections", figures.rejections());
        line(lines, "rejections told again", figures.repeatedRejections());
        line(lines, "jobs", figures.jobs());
        figures.finalStates().forEach((state, count) -> line(lines, "jobs " + state, count));
        line(lines, "leases", figures.leases());
        line(lines, "leases told", figures.toldLeases());
        line(lines, "leases that ran out", figures.timeouts());
        line(lines, "incidents", figures.incidents());
        line(lines, "incidents open", figures.openIncidents());
        line(lines, "backoffs ended by command", figures.endedBackoffs());
        line(lines, "commands forgotten and decided anew", figures.forgotten());
        line(lines, "retries with a clock in doubt", figures.doubtfulRetries());
        lateness(lines, "all", figures.lateness());
        figures.latenessIn().forEach((name, lateness) -> lateness(lines, name, lateness));
        line(lines, "violations", report.total());
        for (Map.Entry<Violation.Kind, Long> count : report.counts().entrySet()) {
            line(lines, "  " + count.getKey(), count.getValue());
        }
        report.violations().forEach(violation -> lines.add(violation.toString()));
        return lines.toString();
    }

    private static void line(StringJoiner lines, String what, long count) {
        lines.add("%-40s %,15d".formatted(what, count));
    }

    private static void lateness(StringJoiner lines, String name, Lateness lateness) {
        lines.add("%-40s %,15d   late p50 %,d ms, p99 %,d ms, max %,d ms"
                .formatted(
                        "retries fired, " + name, lateness.retries(), lateness.p50(), lateness.p99(), lateness.max()));
    }
}
