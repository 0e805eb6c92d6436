package dev.reprise.processor.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.common.RejectionType;
import dev.reprise.event.JobFailed;
import dev.reprise.processor.engine.rows.MapRows;
import dev.reprise.reply.CommandAccepted;
import dev.reprise.reply.CommandRejected;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches the engine only without Kafka around it, which would stop or change it before. */
class EngineTest {
    private final MapRows rows = new MapRows();
    private final Engine engine = new Engine(EngineSettings.DEFAULT, type -> Optional.empty(), rows);
    private int commands;

    private Moment now() {
        return new Moment(EngineSpec.T0, new Cause("c" + ++commands, null, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void refusesAKeyThatNoJobCanHave(long jobKey) {
        SpecificRecord answer = engine.handle(
                        FailJob.newBuilder().setJobKey(jobKey).build(), now())
                .answer();
        assertThat(answer)
                .isInstanceOfSatisfying(
                        CommandRejected.class,
                        rejected -> assertThat(rejected.getType()).isEqualTo(RejectionType.INVALID_ARGUMENT));
    }

    @Test
    void replacesLoneSurrogatesInAMessage() {
        engine.handle(CreateJob.newBuilder().setJobKey(1).setType("t").build(), now());
        List<SpecificRecord> events = engine.handle(
                        FailJob.newBuilder()
                                .setJobKey(1)
                                .setRetries(1)
                                .setErrorMessage("b\uD800c\uDC00\uD83D\uDE00")
                                .build(),
                        now())
                .events();
        assertThat(((JobFailed) events.get(0)).getErrorMessage()).isEqualTo("b\uFFFDc\uFFFD\uD83D\uDE00");
    }

    @Test
    void refusesARecordThatIsNoCommand() {
        assertThatThrownBy(() -> engine.handle(new CommandRejected(), now()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected a command, but got dev.reprise.reply.CommandRejected");
    }

    @Test
    void anIdThatFollowsFromTheContentCountsWithinAnAttempt() {
        engine.handle(EngineSpec.create(), now());
        FailJob report = EngineSpec.fail()
                .setWorker("w1")
                .setRetries(3)
                .setAcceptExpiredLease(true)
                .build();
        Moment sameId = new Moment(EngineSpec.T0, new Cause("hash", null, 0, 0, true));
        for (int attempt = 1; attempt <= 2; attempt++) {
            engine.handle(EngineSpec.activate(), now());
            assertThat(engine.handle(report, sameId).events())
                    .as("attempt %d", attempt)
                    .isNotEmpty();
            Result repeated = engine.handle(report, sameId);
            assertThat(repeated.events()).isEmpty();
            assertThat(((CommandAccepted) Objects.requireNonNull(repeated.answer())).getRepeated())
                    .isTrue();
        }
    }
}
