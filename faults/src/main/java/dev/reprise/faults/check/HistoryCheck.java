package dev.reprise.faults.check;

import static dev.reprise.faults.check.Violation.Kind.PHANTOM_LEASE;

import dev.reprise.faults.memory.CommandMemory;
import dev.reprise.faults.memory.Memories;
import dev.reprise.faults.memory.Outcome;
import dev.reprise.schemas.JobKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Checks the log and what clients remember against each other and against the rules of a job. Partition by partition, each from its
 * beginning: the jobs and commands of one partition are held in memory, about 1 KB for a job with its commands.
 */
public final class HistoryCheck {
    private HistoryCheck() {}

    /**
     * Checks everything. The load must have come to rest, and its transactions must have ended.
     *
     * @throws RuntimeException if the log cannot be read to its end; then nothing is said of it
     */
    public static CheckReport run(EventSource log, Memories memories, CheckSettings settings) {
        Run run = new Run(memories, settings);
        int partitions = log.partitions();
        List<Missing> missing = new ArrayList<>();
        int[][] told = Acknowledged.byPartition(memories, partitions);
        for (int partition = 0; partition < partitions; partition++) {
            PartitionCheck check = new PartitionCheck(run, partition, partitions);
            log.rejections(partition, check::refused);
            log.events(partition, check::event);
            check.end();
            missing.addAll(missing(run, check, told[partition]));
        }
        // Only now: a command may have been decided in a partition that is not its job's.
        missing.stream()
                .filter(command -> !run.seenCommands.get(command.number))
                .forEach(command -> command.report(run, partitions));
        phantomLeases(run);
        memories.reads().forEach(new ReadJudge(run, partitions)::judge);
        return new CheckReport(
                run.tally.figures(memories), run.findings.counts(), run.findings.kept(), run.tally.sample());
    }

    private static List<Missing> missing(Run run, PartitionCheck check, int[] numbers) {
        return IntStream.of(numbers)
                .filter(number -> !run.seenCommands.get(number))
                .mapToObj(number -> {
                    CommandMemory memory = run.memories.command(number);
                    JobModel job = check.job(memory.sent().jobKey());
                    return new Missing(number, memory, Refusals.onlyPossible(memory.sent(), job));
                })
                .toList();
    }

    private static void phantomLeases(Run run) {
        run.memories.eachLease((number, lease) -> {
            if (!run.seenLeases.get(number)) {
                run.findings.report(
                        PHANTOM_LEASE,
                        -1,
                        -1,
                        lease.jobKey(),
                        null,
                        "'%s' was handed the job under lease %s, but the log knows no such lease"
                                .formatted(lease.client(), lease.leaseToken()));
            }
        });
    }

    /** A command that was acknowledged and that its partition says nothing of. */
    private record Missing(int number, CommandMemory memory, boolean onlyRefused) {
        void report(Run run, int partitions) {
            int partition = JobKeys.partitionFor(memory.sent().jobKey(), partitions);
            new ToldJudge(run).missing(partition, memory, onlyRefused);
        }
    }

    /** Which commands were acknowledged, in a form that takes little memory. */
    private static final class Acknowledged {
        static int[][] byPartition(Memories memories, int partitions) {
            List<IntStream.Builder> builders = IntStream.range(0, partitions)
                    .mapToObj(i -> IntStream.builder())
                    .toList();
            memories.eachCommand((number, memory) -> {
                Outcome outcome = memory.told().outcome();
                if (outcome != Outcome.UNKNOWN && outcome != Outcome.NOT_APPENDED) {
                    builders.get(JobKeys.partitionFor(memory.sent().jobKey(), partitions))
                            .add(number);
                }
            });
            return builders.stream().map(builder -> builder.build().toArray()).toArray(int[][]::new);
        }
    }
}
