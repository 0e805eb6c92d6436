package dev.reprise.node.cli.replay;

import dev.reprise.node.KafkaAccess;
import dev.reprise.node.cli.ExitCode;
import dev.reprise.node.cli.client.ApiCall;
import dev.reprise.node.cli.client.ClientOptions;
import dev.reprise.node.cli.client.OutputFormat;
import dev.reprise.node.cli.node.ConfigOptions;
import dev.reprise.node.config.NodeConfig;
import dev.reprise.processor.replay.Difference;
import dev.reprise.processor.replay.Replay;
import dev.reprise.processor.replay.ReplayException;
import dev.reprise.processor.replay.ReplayResult;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code reprise replay}. */
@Command(
        name = "replay",
        description = {
            "Folds all events from the beginning and compares what comes out with what the stores hold, field by field.",
            "Reads Kafka only, so it may run beside a working cluster. Without --bootstrap-servers it asks the node at --url which brokers it works with.",
            "Prints the first difference and ends with 1 if there is one. Needs about 1 KB of memory for each job of a partition."
        },
        modelTransformer = ConfigOptions.OfKafkaClient.class,
        footer = {"", "Examples:", "  reprise replay", "  reprise replay --bootstrap-servers kafka-1:9092 -o json"})
public final class ReplayCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final ConfigOptions config = new ConfigOptions();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        NodeConfig settings = config.readOr(command, this::brokersOfNode);
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        ReplayResult result;
        try {
            result = Replay.run(KafkaAccess.of(settings).client(settings.recordSettings()), soFar -> {
                err.printf("%d partitions, %,d events, %,d jobs%n", soFar.partitions(), soFar.events(), soFar.jobs());
                err.flush();
            });
        } catch (ReplayException e) {
            err.println("reprise replay: " + e.getMessage());
            err.flush();
            return ExitCode.REFUSED;
        }
        print(result, out);
        return result.isEqual() ? ExitCode.OK : ExitCode.REFUSED;
    }

    private void print(ReplayResult result, PrintWriter out) {
        if (client.output() == OutputFormat.json) {
            client.show(ReplayJson.of(result));
        } else {
            out.printf(
                    "%,d events of %d partitions folded; %,d jobs compared: %s%n",
                    result.events(),
                    result.partitions(),
                    result.jobs(),
                    result.isEqual() ? "equal" : "%,d are different".formatted(result.different()));
            if (result.moving() > 0) {
                out.printf("%,d jobs changed all the while and were not compared; run it again%n", result.moving());
            }
            result.first().map(Difference::toString).ifPresent(out::println);
            out.flush();
        }
    }

    private String brokersOfNode() {
        return client.send(ApiCall.get("/health/status"))
                .at("/kafka/bootstrapServers")
                .asText();
    }
}
