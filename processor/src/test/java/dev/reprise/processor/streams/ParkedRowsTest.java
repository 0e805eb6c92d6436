package dev.reprise.processor.streams;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.event.JobTimedOut;
import dev.reprise.processor.metrics.Meter;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.Test;

/** A due row that makes the engine throw: here, a lease whose end cannot be written down. */
class ParkedRowsTest extends TopologySpec {
    private static final long BROKEN = 1;

    private final FaultySerdes serdes = new FaultySerdes();

    @Override
    TopologyFixture topology() {
        return TopologyFixture.onDisk(ProcessorSettings.of(1), serdes.serdes());
    }

    @Test
    void holdUpNoOther() {
        brokenLease();
        backingOff(2, ofSeconds(11));
        topology.advance(ofSeconds(11));
        assertThat(names(topology.takeEvents())).containsExactly("JobRetryDue");
        assertThat(topology.metrics().count(Meter.DUE_PARKED)).isEqualTo(1);
        assertThat(topology.firstDue().orElseThrow().jobKey())
                .as("the row stays")
                .isEqualTo(BROKEN);
    }

    @Test
    void areTriedAgainLessAndLessOften() {
        brokenLease();
        topology.advance(ofSeconds(10));
        int attempts = 1;
        for (int delay : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300}) {
            topology.advance(ofMillis(delay * 1_000L - 1));
            assertThat(topology.metrics().count(Meter.DUE_PARKED)).isEqualTo(attempts);
            topology.advance(ofMillis(1));
            assertThat(topology.metrics().count(Meter.DUE_PARKED)).isEqualTo(++attempts);
        }
        assertThat(topology.takeEvents()).isEmpty();
    }

    @Test
    void fireOnceTheFaultIsGone() {
        brokenLease();
        topology.advance(ofSeconds(10));
        topology.restart();
        serdes.failFor(record -> false);
        topology.advance(ofSeconds(1));
        assertThat(names(topology.takeEvents())).containsExactly("JobTimedOut");
        assertThat(topology.firstDue()).isEmpty();
        assertThat(parked()).isZero();
    }

    @Test
    void areForgottenWhenTheirRowIsGone() {
        brokenLease();
        topology.advance(ofSeconds(10));
        assertThat(parked()).isEqualTo(1);
        command(complete(BROKEN));
        topology.takeEvents();
        topology.advance(ofHours(1));
        assertThat(parked()).isZero();
        assertThat(topology.takeEvents()).isEmpty();
        assertThat(topology.metrics().count(Meter.DUE_PARKED)).isEqualTo(1);
    }

    private void brokenLease() {
        createdJob(BROKEN);
        command(activate(1, ofSeconds(10)));
        topology.takeEvents();
        serdes.failFor(record -> record instanceof JobTimedOut);
    }

    private int parked() {
        int rows = 0;
        try (KeyValueIterator<Bytes, byte[]> entries =
                topology.store(StoreNames.META).all()) {
            while (entries.hasNext()) {
                rows += entries.next().key.get()[0] == 2 ? 1 : 0;
            }
        }
        return rows;
    }
}
