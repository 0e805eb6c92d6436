package dev.reprise.bench.restore;

import dev.reprise.bench.process.Member;
import dev.reprise.bench.report.BenchResult;
import dev.reprise.bench.report.Spread;
import dev.reprise.bench.report.TextTable;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Tells what restarts and take-overs have shown. */
final class RestoreReport {
    private final BenchResult result;
    private final TextTable table = new TextTable("what", "median (range)");

    RestoreReport(BenchResult result) {
        this.result = result;
    }

    void restarts(List<Restart> all) {
        row("restoredAfterSeconds", "killed, stores lost: decides again after, s", "%.1f", all, Restart::seconds);
        row("jvmSeconds", "  of it until the JVM starts the topology, s", "%.1f", all, Restart::jvmSeconds);
        row("restoreSeconds", "  of it joining the group and restoring, s", "%.1f", all, Restart::restoreSeconds);
        row("rows", "  rows restored", "%,.0f", all, Restart::rows);
        row("rowsPerSecond", "  rows a second", "%,.0f", all, Restart::rowsPerSecond);
        row("megabytesPerSecond", "  MB of changelogs a second", "%.1f", all, Restart::megabytesPerSecond);
    }

    /**
     * With a copy elsewhere.
     *
     * @param left how long nothing was decided when a process left
     * @param killed how long when it was killed
     */
    void takeOvers(List<Standstill> left, List<Standstill> killed) {
        row(
                "leaveSeconds",
                "told to leave: another with a copy decides after, s",
                "%.2f",
                left,
                Standstill::secondsAfter);
        row("leaveStandstillSeconds", "  nothing decided for, s", "%.2f", left, Standstill::seconds);
        row("killSeconds", "killed: another with a copy decides after, s", "%.2f", killed, Standstill::secondsAfter);
        row(
                "killSecondsWithoutSession",
                "  without the session timeout of " + Member.SESSION.toSeconds() + " s, s",
                "%.2f",
                killed,
                one -> Math.max(0, one.secondsAfter() - Member.SESSION.toSeconds()));
    }

    private <T> void row(String name, String what, String format, List<T> rounds, ToDoubleFunction<T> figure) {
        Spread spread = new Spread(rounds.stream().map(figure::applyAsDouble).toList());
        result.figure(name, spread.figures());
        table.row(what, spread.text(format));
    }

    void end(int jobs, int rounds) {
        result.figure("jobs", jobs);
        result.figure("rounds", rounds);
        result.text("%,d jobs stored, 1 partition, exactly once, 100 FailJob a second all the time, %d rounds"
                .formatted(jobs, rounds));
        result.text(table.toString());
    }
}
