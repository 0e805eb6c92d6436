package dev.reprise.node.cli.node;

import dev.reprise.node.cluster.ParentWatch;
import dev.reprise.node.config.Mode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reprise node}. */
@Command(
        name = "node",
        description = {
            "Runs one node of a cluster, on Kafka brokers that are already there.",
            "Prints 'ready URL kafka BROKERS' on stdout when it can serve; logs go to stderr."
        },
        modelTransformer = ConfigOptions.OfCluster.class,
        abbreviateSynopsis = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  reprise topics create --bootstrap-servers kafka-1:9092 --partitions 12",
            "  reprise node --bootstrap-servers kafka-1:9092,kafka-2:9092 --instance-id node-1 --http-host 0.0.0.0 \\",
            "      --api-keys-file keys --cluster-secret-file cluster-secret",
            "  reprise node --bootstrap-servers kafka-1:9093 --roles processor,query --set kafka.security.protocol=SSL"
        })
public final class NodeCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOptions config = new ConfigOptions();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--with-parent", hidden = true, description = "Ends when the process that started it is gone.")
    private boolean withParent;

    @Override
    public Integer call() {
        if (withParent) {
            ParentWatch.begin();
        }
        return new RunningNode()
                .run(
                        config.read(command, Mode.CLUSTER),
                        command.commandLine().getOut(),
                        command.commandLine().getErr());
    }
}
