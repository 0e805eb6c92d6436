package dev.reprise.bench.kafka;

import dev.reprise.bench.process.Usage;
import dev.reprise.bench.report.BenchResult;
import dev.reprise.bench.report.TextTable;
import java.util.List;
import java.util.Map;

/** Tells what the rounds have shown. */
final class KafkaReport {
    private final Plan plan;

    KafkaReport(Plan plan) {
        this.plan = plan;
    }

    void write(Outcome outcome, BenchResult result) {
        Rounds plain = outcome.plain();
        Rounds backingOff = outcome.backingOff();
        Rounds bare = outcome.bare();
        Usage engine = outcome.engine();
        long commitInterval = plan.commitInterval().toMillis();
        result.figure("jobs", plan.jobs());
        result.figure("commitIntervalMillis", commitInterval);
        result.figure("payload", plan.payload());
        result.figure("bareRocksDb", plan.bareRocksDb());
        result.figure("failJob", plain.figures());
        result.figure("failJobWithBackOff", backingOff.figures());
        result.figure("bare", bare.figures());
        result.figure("ratioToBare", plain.ratio(bare, Round::perSecond).figures());
        result.figure(
                "ratioToBareWithBackOff",
                backingOff.ratio(bare, Round::perSecond).figures());
        result.figure(
                "engineMemory",
                Map.of(
                        "heapMax", engine.heapMax(),
                        "heapLive", engine.heapUsed(),
                        "resident", engine.resident(),
                        "gcMillis", engine.gcMillis()));
        TextTable table = new TextTable(
                "what",
                "a second: median (range)",
                "of the bare one",
                "CPU µs: process",
                "its stream thread",
                "broker");
        for (Rounds rounds : List.of(plain, backingOff, bare)) {
            table.row(
                    rounds.name(),
                    rounds.of(Round::perSecond).text("%,.0f"),
                    "%.0f %%"
                            .formatted(
                                    100 * rounds.ratio(bare, Round::perSecond).median()),
                    rounds.of(Round::processorMicros).text("%.1f"),
                    rounds.of(Round::streamThreadMicros).text("%.1f"),
                    rounds.of(Round::brokerMicros).text("%.1f"));
        }
        result.text("%,d jobs stored, 1 partition, 1 stream thread, exactly once, commit interval %d ms"
                .formatted(plan.jobs(), commitInterval));
        result.text(table.toString());
        result.text(bytes(List.of(plain, backingOff, bare)).toString());
        Footprint written = outcome.footprint();
        result.figure("storeBytes", written.stores());
        result.figure("topicBytes", written.topics());
        result.text("On disk in the end: %,d MiB of RocksDB (%,d bytes a job), %,d MiB of commands, events, changelogs"
                .formatted(written.stores() >> 20, written.stores() / plan.jobs(), written.topics() >> 20));
        result.text("Engine: heap %d MiB live of at most %d MiB, %d MiB resident at most, %.1f s of garbage collection"
                .formatted(
                        engine.heapUsed() >> 20,
                        engine.heapMax() >> 20,
                        engine.resident() >> 20,
                        engine.gcMillis() / 1e3));
    }

    /** What is compacted meanwhile counts against it. */
    private static TextTable bytes(List<Rounds> all) {
        TextTable table = new TextTable(
                "bytes a command: median (range)", "into the broker", "out of it", "topics on disk", "RocksDB on disk");
        for (Rounds rounds : all) {
            table.row(
                    rounds.name(),
                    rounds.bytes(Footprint::in).text("%,.0f"),
                    rounds.bytes(Footprint::out).text("%,.0f"),
                    rounds.bytes(Footprint::topics).text("%,.0f"),
                    rounds.bytes(Footprint::stores).text("%,.0f"));
        }
        return table;
    }
}
