package dev.reprise.processor.streams;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.common.JobState;
import dev.reprise.event.JobRetryDue;
import dev.reprise.processor.engine.rows.DueKind;
import dev.reprise.processor.engine.rows.DueRow;
import dev.reprise.processor.metrics.Meter;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class DueScanTest extends TopologySpec {
    @Test
    void firesWhatIsDueInTheOrderOfTime() {
        backingOff(1, ofSeconds(3));
        backingOff(2, ofSeconds(1));
        backingOff(3, ofSeconds(2));
        topology.advance(ofSeconds(10));
        assertThat(fired()).containsExactly(2L, 3L, 1L);
        assertThat(topology.firstDue()).isEmpty();
    }

    @Test
    void firesAtTheVeryMillisecondAndNotBefore() {
        backingOff(JOB, ofSeconds(5));
        topology.advance(ofMillis(4_999));
        assertThat(fired()).isEmpty();
        topology.advance(ofMillis(1));
        assertThat(fired()).containsExactly(JOB);
        topology.advance(ofHours(1));
        assertThat(fired()).isEmpty();
    }

    @Test
    void measuresHowLateARetryIs() {
        backingOff(JOB, ofSeconds(5));
        topology.advance(ofMillis(5_042));
        assertThat(topology.metrics().values(Meter.RETRY_LATENESS)).containsExactly(42.0);
        assertThat(topology.metrics().count(Meter.DUE_FIRED, "RETRY")).isEqualTo(1);
    }

    @Test
    void firesATimerThatIsSetBelowTheCursor() {
        backingOff(1, ofHours(1));
        topology.tick(); // the cursor is at the row in an hour
        backingOff(2, ofSeconds(1));
        topology.advance(ofSeconds(1));
        assertThat(fired()).containsExactly(2L);
        topology.advance(ofHours(1));
        assertThat(fired()).containsExactly(1L);
    }

    @Test
    void firesATimerThatIsSetForAnInstantThatHasBeenScanned() {
        backingOff(1, ofSeconds(5));
        topology.advance(ofSeconds(5));
        assertThat(fired()).containsExactly(1L);
        topology.clock(T0); // back before the instant at which the cursor has been
        backingOff(2, ofSeconds(5));
        topology.clock(T0 + 5_000);
        topology.tick();
        assertThat(fired()).containsExactly(2L);
    }

    @Test
    void waitsForTheClockAfterItHasSteppedBack() {
        backingOff(JOB, ofSeconds(5));
        topology.clock(T0 - 3_600_000);
        topology.advance(ofHours(1));
        assertThat(fired()).isEmpty();
        assertThat(topology.firstDue()).isPresent();
        topology.advance(ofSeconds(5));
        assertThat(fired()).containsExactly(JOB);
    }

    @Test
    void findsAfterARestartWhatWasDueMeanwhile() {
        backingOff(1, ofSeconds(1));
        backingOff(2, ofSeconds(2));
        topology.advance(ofSeconds(1));
        assertThat(fired()).containsExactly(1L);
        topology.clock(T0 + 60_000);
        topology.restart();
        topology.tick();
        assertThat(fired()).containsExactly(2L);
    }

    @Test
    void storesNoCursorThatARowLiesBelow() {
        backingOff(1, ofSeconds(2));
        topology.advance(ofSeconds(2));
        backingOff(2, ofHours(5));
        topology.advance(ofHours(1)); // stores the cursor at the row in four hours
        assertThat(storedCursor())
                .isEqualTo(Bytes.wrap(RowKeys.due(topology.firstDue().orElseThrow())));
        backingOff(3, ofSeconds(1));
        assertThat(storedCursor())
                .as("lowered with the row")
                .isEqualTo(Bytes.wrap(RowKeys.due(topology.firstDue().orElseThrow())));
        topology.restart();
        topology.advance(ofSeconds(1));
        assertThat(fired()).contains(3L);
    }

    @Test
    void writesNothingWhileNothingHappens() {
        backingOff(JOB, ofHours(1));
        topology.advance(ofSeconds(1));
        int before = topology.changelogWrites();
        for (int i = 0; i < 100; i++) {
            topology.advance(ofMillis(20));
        }
        assertThat(topology.changelogWrites()).isEqualTo(before);
    }

    @Test
    void removesARowThatFitsNoJob() {
        DueRow stray = new DueRow(T0 + 1, 99, DueKind.RETRY);
        topology.addToIndex(JobIndex.DUE, RowKeys.due(stray));
        topology.advance(ofSeconds(1));
        assertThat(topology.firstDue()).isEmpty();
        assertThat(topology.takeEvents()).isEmpty();
        assertThat(topology.metrics().count(Meter.DUE_STALE)).isEqualTo(1);
    }

    @Test
    void takesAJobBackWhoseLeaseRanOut() {
        createdJob(JOB);
        command(activate(1, ofSeconds(30)));
        topology.takeEvents();
        topology.advance(ofSeconds(30));
        assertThat(names(topology.takeEvents())).containsExactly("JobTimedOut");
        assertThat(topology.job(JOB).orElseThrow().getState()).isEqualTo(JobState.ACTIVATABLE);
        assertThat(topology.metrics().values(Meter.LEASE_LATENESS)).containsExactly(0.0);
    }

    private Bytes storedCursor() {
        return Bytes.wrap(topology.store(StoreNames.META).get(DueCursor.KEY));
    }

    private List<Long> fired() {
        List<SpecificRecord> events = topology.takeEvents();
        assertThat(events).allMatch(event -> event instanceof JobRetryDue);
        return events.stream().map(event -> ((JobRetryDue) event).getJobKey()).toList();
    }
}
