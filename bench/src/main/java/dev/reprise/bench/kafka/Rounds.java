package dev.reprise.bench.kafka;

import dev.reprise.bench.report.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** The rounds of one contender in one variant. */
final class Rounds {
    private final String name;
    private final List<Round> all = new ArrayList<>();

    Rounds(String name) {
        this.name = name;
    }

    void add(Round round) {
        all.add(round);
    }

    String name() {
        return name;
    }

    Spread of(ToDoubleFunction<Round> figure) {
        return new Spread(all.stream().map(figure::applyAsDouble).toList());
    }

    /** Bytes for each record. */
    Spread bytes(ToLongFunction<Footprint> part) {
        return of(round -> round.bytes(part));
    }

    /** A figure relative to another's, round by round. */
    Spread ratio(Rounds other, ToDoubleFunction<Round> figure) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            ratios.add(figure.applyAsDouble(all.get(i)) / figure.applyAsDouble(other.all.get(i)));
        }
        return new Spread(ratios);
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("recordsPerRound", all.get(0).records());
        figures.put("perSecond", of(Round::perSecond).figures());
        figures.put("processorMicros", of(Round::processorMicros).figures());
        figures.put("streamThreadMicros", of(Round::streamThreadMicros).figures());
        figures.put("brokerMicros", of(Round::brokerMicros).figures());
        figures.put("bytesIntoBroker", bytes(Footprint::in).figures());
        figures.put("bytesOutOfBroker", bytes(Footprint::out).figures());
        figures.put("bytesOfTopics", bytes(Footprint::topics).figures());
        figures.put("bytesOfStores", bytes(Footprint::stores).figures());
        return figures;
    }
}
