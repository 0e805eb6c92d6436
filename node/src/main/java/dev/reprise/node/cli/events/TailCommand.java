package dev.reprise.node.cli.events;

import dev.reprise.node.KafkaAccess;
import dev.reprise.node.cli.client.ApiCall;
import dev.reprise.node.cli.client.ClientOptions;
import dev.reprise.node.cli.client.JobParameter;
import dev.reprise.node.cli.client.OutputFormat;
import dev.reprise.node.cli.node.ConfigOptions;
import dev.reprise.node.config.NodeConfig;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "tail",
        description = {
            "Prints events as they are committed, until it is interrupted.",
            "Reads Kafka: without --bootstrap-servers it asks the node at --url which brokers it works with."
        },
        modelTransformer = ConfigOptions.OfKafkaClient.class,
        footer = {
            "",
            "Examples:",
            "  reprise events tail --type JobFailed --type IncidentCreated",
            "  reprise events tail --from-beginning --job 812345678901234567 -o json",
            "  reprise events tail --rejections --max 10"
        })
final class TailCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final ConfigOptions config = new ConfigOptions();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--from-beginning", description = "Begin with the oldest event, not with the next one.")
    private boolean fromBeginning;

    @Option(
            names = "--job",
            paramLabel = "JOB",
            converter = JobParameter.Key.class,
            description = "Only those of this job.")
    private @Nullable Long job;

    @Option(
            names = "--type",
            paramLabel = "EVENT",
            description = "Only events of this type, JobFailed for instance; may be repeated.")
    private List<String> types = List.of();

    @Option(names = "--rejections", description = "Refused commands too.")
    private boolean rejections;

    @Option(names = "--max", paramLabel = "N", description = "End after so many.")
    private @Nullable Integer max;

    @Override
    public Integer call() {
        EventFilter filter = new EventFilter(job, new TreeSet<>(types));
        EventPrinter printer = new EventPrinter(command.commandLine().getOut(), client.output() == OutputFormat.json);
        NodeConfig settings = config.readOr(command, this::brokersOfNode);
        return new EventTail(KafkaAccess.of(settings), settings.recordSettings(), fromBeginning, rejections)
                .follow(filter, printer, max == null ? Long.MAX_VALUE : max);
    }

    private String brokersOfNode() {
        return client.send(ApiCall.get("/health/status"))
                .at("/kafka/bootstrapServers")
                .asText();
    }
}
