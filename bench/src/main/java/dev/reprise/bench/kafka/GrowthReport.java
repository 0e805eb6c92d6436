package dev.reprise.bench.kafka;

import dev.reprise.bench.report.BenchResult;
import dev.reprise.bench.report.Spread;
import dev.reprise.bench.report.TextTable;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells what a failure costs where there is little and where there is much. */
final class GrowthReport {
    private final BenchResult result;
    private final TextTable table = new TextTable(
            "FailJob",
            "CPU µs: process",
            "its stream thread",
            "bare topology: process",
            "its stream thread",
            "a second",
            "bytes into the broker",
            "RocksDB MiB");

    GrowthReport(BenchResult result) {
        this.result = result;
    }

    /** One size. */
    void size(Size size) {
        String name = size.name();
        Rounds engine = size.engine();
        Rounds bare = size.bare();
        Footprint footprint = size.footprint();
        table.row(
                name,
                engine.of(Round::processorMicros).text("%.1f"),
                engine.of(Round::streamThreadMicros).text("%.1f"),
                bare.of(Round::processorMicros).text("%.1f"),
                bare.of(Round::streamThreadMicros).text("%.1f"),
                engine.of(Round::perSecond).text("%,.0f"),
                engine.bytes(Footprint::in).text("%,.0f"),
                "%,d".formatted(footprint.stores() >> 20));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("engine", engine.figures());
        figures.put("bare", bare.figures());
        figures.put("storeBytes", footprint.stores());
        figures.put("topicBytes", footprint.topics());
        result.figure(name, figures);
    }

    /** How much more it costs where there is much, round by round. */
    void growth(String name, Size little, Size much, double aim) {
        Spread cpu = much.engine().ratio(little.engine(), Round::processorMicros);
        Spread thread = much.engine().ratio(little.engine(), Round::streamThreadMicros);
        Spread bare = much.bare().ratio(little.bare(), Round::processorMicros);
        result.figure(name, cpu.figures());
        result.figure(name + "OfStreamThread", thread.figures());
        result.figure(name + "OfBare", bare.figures());
        result.text(
                "%s: CPU per command × %s (aim: at most %.1f, %s), of the stream thread × %s, of the bare topology × %s"
                        .formatted(
                                name,
                                cpu.text("%.2f"),
                                aim,
                                cpu.median() <= aim ? "met" : "NOT MET",
                                thread.text("%.2f"),
                                bare.text("%.2f")));
    }

    void end() {
        result.text(table.toString());
    }
}
