package dev.reprise.processor.streams;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.processor.metrics.Meter;
import org.junit.jupiter.api.Test;

class DueBudgetTest extends TopologySpec {
    @Override
    TopologyFixture topology() {
        return TopologyFixture.onDisk(budget(2, ofMillis(20)));
    }

    @Test
    void handlesSoManyRowsATickAndGoesOnAtTheNext() {
        for (long job = 1; job <= 5; job++) {
            backingOff(job, ofSeconds(1)); // all at the same instant
        }
        topology.advance(ofSeconds(1));
        assertThat(topology.takeEvents()).hasSize(2);
        assertThat(topology.metrics().gauge(Meter.DUE_BACKLOG, "0")).isZero(); // behind, but not late yet
        topology.advance(ofMillis(30));
        assertThat(topology.takeEvents()).hasSize(2);
        assertThat(topology.metrics().gauge(Meter.DUE_BACKLOG, "0")).isEqualTo(30);
        topology.tick();
        assertThat(topology.takeEvents()).hasSize(1);
        assertThat(topology.metrics().gauge(Meter.DUE_BACKLOG, "0")).isZero();
        assertThat(topology.metrics().count(Meter.DUE_SCANS, "budget")).isEqualTo(2);
    }

    @Test
    void goesOnAfterARestartWhereItStopped() {
        for (long job = 1; job <= 5; job++) {
            backingOff(job, ofSeconds(1));
        }
        topology.advance(ofSeconds(1));
        topology.restart();
        topology.tick();
        topology.tick();
        assertThat(topology.takeEvents()).hasSize(5);
        assertThat(topology.firstDue()).isEmpty();
    }

    @Test
    void stopsWhenItsTimeIsUpAndLosesNothing() {
        for (long job = 1; job <= 4; job++) {
            backingOff(job, ofSeconds(1));
        }
        topology.slowness(ofMillis(30)); // one row takes longer than a tick may
        topology.advance(ofSeconds(1));
        assertThat(topology.takeEvents()).hasSize(1);
        topology.restart();
        topology.tick();
        assertThat(topology.takeEvents()).hasSize(1);
        topology.slowness(ofMillis(0));
        topology.tick();
        assertThat(topology.takeEvents()).hasSize(2);
    }

    @Test
    void isNotPutOffByCommands() {
        for (long job = 1; job <= 9; job++) {
            backingOff(job, ofSeconds(1));
        }
        topology.advance(ofSeconds(1));
        int fired = topology.takeEvents().size();
        for (long job = 100; job < 120; job++) { // a backlog, and a command every 5 ms: ticks must go on every 20 ms
            topology.elapse(ofMillis(5));
            command(create(job));
        }
        assertThat(names(topology.takeEvents()).stream()
                                .filter("JobRetryDue"::equals)
                                .count()
                        + fired)
                .isEqualTo(9);
    }

    @Test
    void ticksWhenARowIsDueAndNotBefore() {
        topology.elapse(ofSeconds(5));
        backingOff(JOB, ofMillis(300));
        topology.elapse(ofMillis(299));
        assertThat(topology.takeEvents()).isEmpty();
        topology.elapse(ofMillis(1));
        assertThat(topology.takeEvents()).hasSize(1);
    }

    @Test
    void looksAtTheIndexEverySecondWhateverItExpects() {
        backingOff(1, ofSeconds(3_600));
        topology.elapse(ofSeconds(2));
        topology.clock(topology.now() + 3_600_000); // the clock leaps ahead, and nothing else happens
        topology.elapse(ofSeconds(1));
        assertThat(topology.takeEvents()).hasSize(1);
    }
}
