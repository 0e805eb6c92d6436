package dev.reprise.node.cli.topics;

import dev.reprise.node.KafkaAccess;
import dev.reprise.node.cli.node.ConfigOptions;
import dev.reprise.node.config.Mode;
import dev.reprise.node.topics.TopicDifference;
import dev.reprise.node.topics.TopicSetup;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        description = "Prints where topics are not as they should be, and ends with 1 if there is anything to print.",
        modelTransformer = ConfigOptions.OfKafkaClient.class)
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOptions config = new ConfigOptions();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        try (Admin admin = KafkaAccess.of(config.read(command, Mode.CLUSTER)).admin()) {
            List<TopicDifference> differences = new TopicSetup(admin).check();
            if (differences.isEmpty()) {
                PrintWriter out = command.commandLine().getOut();
                out.println("all topics are as they should be");
                out.flush();
            }
            return Report.show(differences, command);
        }
    }
}
