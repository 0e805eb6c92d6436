package dev.reprise.node.cli.deadletters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.node.KafkaAccess;
import dev.reprise.node.cli.ExitCode;
import dev.reprise.node.cli.client.ClientOptions;
import dev.reprise.node.cli.client.OutputFormat;
import dev.reprise.node.cli.node.ConfigOptions;
import dev.reprise.node.config.NodeConfig;
import dev.reprise.node.letters.Letter;
import dev.reprise.node.letters.LetterBox;
import dev.reprise.node.letters.LetterPlace;
import dev.reprise.node.letters.Redrive;
import dev.reprise.schemas.RecordSerdes;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "show",
        description = "Shows all of a dead letter: headers, stack trace, and the command if it can be read.",
        modelTransformer = ConfigOptions.OfKafkaClient.class,
        footer = {"", "Example:", "  reprise dead-letters show 0-17"})
final class ShowCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final ConfigOptions config = new ConfigOptions();

    @Parameters(
            index = "0",
            paramLabel = "PLACE",
            converter = PlaceParameter.class,
            description = "Where it lies: <partition>-<offset>, as list shows it.")
    private LetterPlace place = new LetterPlace(0, 0);

    @Option(names = "--payload", description = "Values of variables too, or the bytes of what cannot be read.")
    private boolean payload;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        NodeConfig settings = Brokers.of(config, command, client);
        try (LetterBox letters = new LetterBox(KafkaAccess.of(settings));
                RecordSerdes serdes = RecordSerdes.from(settings.recordSettings())) {
            Optional<Letter> letter = letters.at(place);
            if (letter.isEmpty()) {
                return missing();
            }
            Map<LetterPlace, Long> redriven = letters.read(other -> {});
            show(letter.get(), redriven.containsKey(place), Redrive.decoded(letter.get(), serdes));
            return ExitCode.OK;
        }
    }

    private void show(Letter letter, boolean redriven, @Nullable SpecificRecord decoded) {
        ObjectNode json = LetterJson.whole(letter, redriven, decoded, payload);
        String trace = letter.error("stacktrace");
        if (client.output() == OutputFormat.json) {
            json.put("stackTrace", trace);
        }
        client.show(json);
        if (client.output() == OutputFormat.table && trace != null) {
            PrintWriter out = command.commandLine().getOut();
            out.println();
            trace.lines().map(Visible::line).forEach(out::println);
            out.flush();
        }
    }

    private int missing() {
        PrintWriter err = command.commandLine().getErr();
        err.println("reprise: Expected a dead letter at " + place + ", but there is none (any more)");
        err.flush();
        return ExitCode.NOT_FOUND;
    }
}
