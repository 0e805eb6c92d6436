package dev.reprise.node.cli.node;

import dev.reprise.node.config.Mode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code reprise standalone}. */
@Command(
        name = "standalone",
        description = {
            "Runs everything in one process, with a Kafka broker of its own.",
            "Prints 'ready http://127.0.0.1:PORT kafka 127.0.0.1:PORT' on stdout when it can serve; logs go to stderr."
        },
        modelTransformer = ConfigOptions.OfStandalone.class,
        abbreviateSynopsis = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  reprise standalone",
            "  reprise standalone --http-port 0 --kafka-port 0 --data-dir /tmp/reprise"
        })
public final class StandaloneCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOptions config = new ConfigOptions();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        return new RunningNode()
                .run(
                        config.read(command, Mode.STANDALONE),
                        command.commandLine().getOut(),
                        command.commandLine().getErr());
    }
}
