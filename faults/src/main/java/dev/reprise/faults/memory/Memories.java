package dev.reprise.faults.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.common.RejectionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What all clients of a load remember. Clients add to it at the same time; a command takes about 130 bytes of heap, a lease about as
 * much, and a read twice that; there are few reads. It is read when the load is over.
 */
public final class Memories {
    private static final int SHELVES = 16;

    private final List<Shelf> commands =
            IntStream.range(0, SHELVES).mapToObj(i -> new Shelf()).toList();
    private final List<Shelf> leases =
            IntStream.range(0, SHELVES).mapToObj(i -> new Shelf()).toList();
    private final List<ReadMemory> reads = new ArrayList<>();

    /**
     * Remembers a command with its outcome.
     *
     * @throws IllegalStateException if there is one with this id
     */
    public void remember(CommandMemory memory) {
        SentCommand sent = memory.sent();
        Told told = memory.told();
        Shelf shelf = shelf(commands, sent.commandId());
        RejectionType rejection = told.rejection();
        Packing entry = new Packing(sent.commandId())
                .number(sent.jobKey())
                .number(sent.kind().ordinal())
                .number(sent.channel().ordinal())
                .number(sent.sentAt())
                .optional(sent.leaseToken())
                .optional(sent.backOff())
                .number(told.outcome().ordinal())
                .number(told.at() - sent.sentAt())
                .optional(told.sequence())
                .optional(rejection == null ? null : (long) rejection.ordinal());
        synchronized (shelf) {
            if (!shelf.numbers(entry.key()).isEmpty()) {
                throw new IllegalStateException(
                        "Expected each command to be remembered once, but " + sent.commandId() + " is there");
            }
            shelf.add(entry);
        }
    }

    /** Remembers that a client was handed a job. */
    public void remember(LeaseMemory lease) {
        shelf(leases, lease.leaseToken())
                .add(new Packing(lease.leaseToken())
                        .text(lease.client())
                        .number(lease.jobKey())
                        .number(lease.attempt())
                        .number(lease.askedAt())
                        .number(lease.toldAt() - lease.askedAt())
                        .number(lease.deadline()));
    }

    /** Remembers what a read was told. */
    public void remember(ReadMemory read) {
        synchronized (reads) {
            reads.add(read);
        }
    }

    /** How many commands are remembered. */
    public int commands() {
        return commands.stream().mapToInt(Shelf::size).sum();
    }

    /** How many times a client was handed a job. */
    public int leases() {
        return leases.stream().mapToInt(Shelf::size).sum();
    }

    /** The command with this id. */
    public Optional<Numbered> command(String commandId) {
        int shelf = number(commandId);
        return commands.get(shelf).numbers(commandId.getBytes(UTF_8)).stream()
                .findFirst()
                .map(number -> new Numbered(
                        number * SHELVES + shelf, command(commands.get(shelf).entry(number))));
    }

    /** The command with the number that {@link #eachCommand} gives. */
    public CommandMemory command(int number) {
        return command(commands.get(number % SHELVES).entry(number / SHELVES));
    }

    /** Those who were handed a job under this lease. */
    public List<NumberedLease> leases(String leaseToken) {
        int shelf = number(leaseToken);
        return leases.get(shelf).numbers(leaseToken.getBytes(UTF_8)).stream()
                .map(number -> new NumberedLease(
                        number * SHELVES + shelf, lease(leases.get(shelf).entry(number))))
                .toList();
    }

    /** Goes through all commands, with a number for each: small, and not given twice. */
    public void eachCommand(BiConsumer<Integer, CommandMemory> reader) {
        each(commands, (number, entry) -> reader.accept(number, command(entry)));
    }

    /** Goes through all leases, with a number for each: small, and not given twice. */
    public void eachLease(BiConsumer<Integer, LeaseMemory> reader) {
        each(leases, (number, entry) -> reader.accept(number, lease(entry)));
    }

    /** All reads, in the order in which they ended. */
    public List<ReadMemory> reads() {
        synchronized (reads) {
            return List.copyOf(reads);
        }
    }

    private static void each(List<Shelf> shelves, BiConsumer<Integer, Unpacking> reader) {
        for (int shelf = 0; shelf < SHELVES; shelf++) {
            for (int number = 0; number < shelves.get(shelf).size(); number++) {
                reader.accept(number * SHELVES + shelf, shelves.get(shelf).entry(number));
            }
        }
    }

    private static CommandMemory command(Unpacking entry) {
        SentCommand sent = new SentCommand(
                entry.keyText(),
                entry.number(),
                CommandKind.values()[(int) entry.number()],
                Channel.values()[(int) entry.number()],
                entry.number(),
                entry.optionalText(),
                entry.optionalNumber());
        return new CommandMemory(
                sent,
                new Told(
                        Outcome.values()[(int) entry.number()],
                        sent.sentAt() + entry.number(),
                        entry.optionalNumber(),
                        rejection(entry.optionalNumber())));
    }

    private static @Nullable RejectionType rejection(@Nullable Long ordinal) {
        return ordinal == null ? null : RejectionType.values()[ordinal.intValue()];
    }

    private static LeaseMemory lease(Unpacking entry) {
        String token = entry.keyText();
        String client = entry.text();
        long jobKey = entry.number();
        int attempt = (int) entry.number();
        long askedAt = entry.number();
        return new LeaseMemory(client, jobKey, token, attempt, askedAt, askedAt + entry.number(), entry.number());
    }

    private static Shelf shelf(List<Shelf> shelves, String key) {
        return shelves.get(number(key));
    }

    private static int number(String key) {
        return key.hashCode() * 0x9E3779B9 >>> 28;
    }

    /**
     * A command that is remembered.
     *
     * @param number of its own, the same that {@link #eachCommand} gives
     */
    public record Numbered(int number, CommandMemory memory) {}

    /**
     * A lease that is remembered.
     *
     * @param number of its own, the same that {@link #eachLease} gives
     */
    public record NumberedLease(int number, LeaseMemory memory) {}
}
