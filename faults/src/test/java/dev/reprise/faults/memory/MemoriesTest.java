package dev.reprise.faults.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.common.RejectionType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoriesTest {
    private final Memories memories = new Memories();

    @Test
    void giveBackWhatTheyWereGiven() {
        CommandMemory accepted = new CommandMemory(
                new SentCommand("a", Long.MAX_VALUE, CommandKind.FAIL, Channel.HTTP, 1000)
                        .under("lease-ä")
                        .backingOff(500),
                Told.accepted(7, 1010));
        CommandMemory rejected = new CommandMemory(
                new SentCommand("b", 2, CommandKind.CANCEL, Channel.HTTP, 1000),
                Told.rejected(RejectionType.NOT_OWNER, 1001));
        CommandMemory appended = new CommandMemory(
                new SentCommand("c", 3, CommandKind.CREATE, Channel.KAFKA, 1000), Told.appended(1000));
        LeaseMemory lease = new LeaseMemory("w", 1, "token", 3, 1000, 1005, 31_000);
        List.of(accepted, rejected, appended).forEach(memories::remember);
        memories.remember(lease);
        memories.remember(new LeaseMemory("v", 1, "token", 3, 1000, 1006, 31_000));

        assertThat(memories.command("a").orElseThrow().memory()).isEqualTo(accepted);
        assertThat(memories.command("b").orElseThrow().memory()).isEqualTo(rejected);
        assertThat(memories.command("c").orElseThrow().memory()).isEqualTo(appended);
        assertThat(memories.command("d")).isEmpty();
        assertThat(memories.command(memories.command("b").orElseThrow().number()))
                .isEqualTo(rejected);
        assertThat(memories.leases("token"))
                .hasSize(2)
                .first()
                .satisfies(found -> assertThat(found.memory()).isEqualTo(lease));
        assertThat(memories.leases("other")).isEmpty();
    }

    @Test
    void refuseTheSameCommandTwice() {
        CommandMemory memory =
                new CommandMemory(new SentCommand("a", 1, CommandKind.CANCEL, Channel.HTTP, 1), Told.unknown(2));
        memories.remember(memory);

        assertThatThrownBy(() -> memories.remember(memory)).hasMessageContaining("Expected each command");
    }

    @Test
    void loseNothingThatManyClientsAddAtTheSameTime() {
        IntStream.range(0, 50_000).parallel().forEach(i -> {
            memories.remember(new CommandMemory(
                    new SentCommand("command-" + i, i + 1, CommandKind.UPDATE, Channel.HTTP, i), Told.accepted(i, i)));
            memories.remember(new LeaseMemory("w" + i, i + 1, "lease-" + i, 1, i, i, i));
        });

        assertThat(memories.commands()).isEqualTo(50_000);
        assertThat(memories.leases()).isEqualTo(50_000);
        Set<Integer> numbers = new HashSet<>();
        memories.eachCommand((number, memory) -> {
            assertThat(memory.sent().commandId())
                    .isEqualTo("command-" + (memory.sent().jobKey() - 1));
            assertThat(memories.command(number)).isEqualTo(memory);
            numbers.add(number);
        });
        assertThat(numbers).hasSize(50_000);
        assertThat(memories.command("command-49999")
                        .orElseThrow()
                        .memory()
                        .sent()
                        .jobKey())
                .isEqualTo(50_000);
    }

    @Test
    void aRepeatDoesNotMakeACommandUnsent() {
        assertThat(Told.unknown(1).then(Told.notAppended(2))).isEqualTo(Told.unknown(2));
        assertThat(Told.notAppended(1).then(Told.accepted(3, 2))).isEqualTo(Told.accepted(3, 2));
        assertThat(Told.unknown(1).then(Told.rejected(RejectionType.NOT_FOUND, 2)))
                .isEqualTo(Told.rejected(RejectionType.NOT_FOUND, 2));
        assertThat(Told.accepted(3, 1).then(Told.unknown(2))).isEqualTo(Told.accepted(3, 1));
    }

    @Test
    void clocksAreInDoubtWithinTheTimesGivenOnly() {
        ClockDoubt doubt = new ClockDoubt();
        assertThat(doubt.isNone()).isTrue();
        doubt.during(100, 200);

        assertThat(doubt.touches(0, 99)).isFalse();
        assertThat(doubt.touches(0, 100)).isTrue();
        assertThat(doubt.touches(150, 160)).isTrue();
        assertThat(doubt.touches(200, 300)).isTrue();
        assertThat(doubt.touches(201, 300)).isFalse();
        assertThatThrownBy(() -> doubt.during(5, 4)).hasMessageContaining("Expected");
    }
}
