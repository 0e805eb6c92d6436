package dev.reprise.node.cli.topics;

import dev.reprise.node.KafkaAccess;
import dev.reprise.node.cli.ExitCode;
import dev.reprise.node.cli.node.ConfigOptions;
import dev.reprise.node.config.Mode;
import dev.reprise.node.topics.TopicSetup;
import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "create",
        description = {
            "Creates the topics that are missing; it changes none that is there.",
            "The number of partitions is for ever: a job stays in the partition that its key has chosen."
        },
        modelTransformer = ConfigOptions.OfKafkaClient.class,
        footer = {"", "Example:", "  reprise topics create --bootstrap-servers kafka-1:9092 --partitions 12"})
final class CreateCommand implements Callable<Integer> {
    private static final int USUAL_PARTITIONS = 4;

    @Mixin
    private final ConfigOptions config = new ConfigOptions();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of job-commands, and of the topics that go with it; 4 if absent.")
    private @Nullable Integer partitions;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            defaultValue = "0",
            description = "Replicas of each topic; 3 if absent, or as many as there are brokers if they are fewer.")
    private int replicas;

    @Override
    public Integer call() {
        if (partitions != null && partitions < 1) {
            throw new ParameterException(
                    command.commandLine(), "Expected --partitions of 1 or more, but got " + partitions);
        }
        try (Admin admin = KafkaAccess.of(config.read(command, Mode.CLUSTER)).admin()) {
            TopicSetup topics = new TopicSetup(admin);
            OptionalInt existing = topics.partitions();
            if (partitions != null && existing.isPresent() && existing.getAsInt() != partitions) {
                return refuse(existing.getAsInt());
            }
            List<String> created = topics.create(partitions == null ? USUAL_PARTITIONS : partitions, replicas);
            PrintWriter out = command.commandLine().getOut();
            created.forEach(topic -> out.println("created " + topic));
            out.println(created.isEmpty() ? "all topics are there" : created.size() + " topics created");
            out.flush();
            return Report.show(topics.check(), command);
        }
    }

    private int refuse(int existing) {
        PrintWriter err = command.commandLine().getErr();
        err.println("reprise: job-commands has " + existing
                + " partitions, and that cannot be changed: jobs would no longer"
                + " be found in the partition that their key names");
        err.flush();
        return ExitCode.REFUSED;
    }
}
