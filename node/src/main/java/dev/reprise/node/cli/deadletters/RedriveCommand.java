package dev.reprise.node.cli.deadletters;

import dev.reprise.node.KafkaAccess;
import dev.reprise.node.cli.ExitCode;
import dev.reprise.node.cli.client.ClientOptions;
import dev.reprise.node.cli.node.ConfigOptions;
import dev.reprise.node.config.NodeConfig;
import dev.reprise.node.letters.Letter;
import dev.reprise.node.letters.LetterBox;
import dev.reprise.node.letters.LetterPlace;
import dev.reprise.node.letters.Redrive;
import dev.reprise.node.letters.RedriveRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "redrive",
        description = {
            "Sends dead letters back to job-commands, with key, value and headers as they came, command-id included: what has been decided meanwhile is recognised.",
            "Each is sent in one transaction with a mark that it has been; whenever this ends, it is sent once or not at all."
        },
        modelTransformer = ConfigOptions.OfKafkaClient.class,
        footer = {
            "",
            "Examples:",
            "  reprise dead-letters redrive 0-17 0-18",
            "  reprise dead-letters redrive --all --reason ENGINE_FAILED --dry-run"
        })
final class RedriveCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final ConfigOptions config = new ConfigOptions();

    @Mixin
    private final FilterOptions filter = new FilterOptions();

    @Parameters(
            arity = "0..*",
            paramLabel = "PLACE",
            converter = PlaceParameter.class,
            description = "Where they lie: <partition>-<offset>, as list shows it.")
    private List<LetterPlace> places = List.of();

    @Option(
            names = "--all",
            description = "All that have not been sent back and may be; --reason, --since and --partition narrow it.")
    private boolean all;

    @Option(names = "--dry-run", description = "Says what would be sent, and sends nothing.")
    private boolean dryRun;

    @Option(
            names = "--max-redrives",
            paramLabel = "N",
            defaultValue = "" + RedriveRule.MOST,
            description = "Refuse what died again after so many redrives; default ${DEFAULT-VALUE}.")
    private int most;

    @Option(names = "--force", description = "Send even what has been sent back before, or too often.")
    private boolean force;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        check();
        NodeConfig settings = Brokers.of(config, command, client);
        KafkaAccess access = KafkaAccess.of(settings);
        if (dryRun) {
            return run(access, null);
        }
        try (Redrive redrive = new Redrive(access, settings.recordSettings())) { // before anything is read
            return run(access, redrive);
        }
    }

    private void check() {
        if (all == !places.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "Expected places of dead letters, or --all, but got " + (all ? "both" : "neither"));
        }
        if (all && force) {
            throw new ParameterException(
                    command.commandLine(),
                    "Expected --force with places, but got it with --all: name what is to be sent again");
        }
        if (most < 1) {
            throw new ParameterException(
                    command.commandLine(), "Expected --max-redrives of 1 or more, but got " + most);
        }
    }

    private int run(KafkaAccess access, @Nullable Redrive redrive) {
        RedriveReport report = new RedriveReport(
                command.commandLine().getOut(), command.commandLine().getErr(), redrive == null);
        try (LetterBox letters = new LetterBox(access)) {
            TreeSet<LetterPlace> chosen = new TreeSet<>(places);
            Map<LetterPlace, Long> redriven = letters.read(letter -> {
                if (all && filter.takes(letter)) {
                    chosen.add(letter.place());
                }
            });
            RedriveRule rule = new RedriveRule(most, redriven, force);
            for (LetterPlace place : chosen) {
                one(letters.at(place), place, rule, redrive, report);
            }
        } finally {
            report.end();
        }
        return all ? ExitCode.OK : report.exitCode();
    }

    private void one(
            Optional<Letter> found,
            LetterPlace place,
            RedriveRule rule,
            @Nullable Redrive redrive,
            RedriveReport report) {
        if (found.isEmpty()) {
            report.missing(place);
            return;
        }
        Letter letter = found.get();
        Optional<String> objection = rule.objection(letter);
        if (objection.isPresent()) {
            report.refused(letter, objection.get(), all && rule.redriven().containsKey(place));
            return;
        }
        if (redrive != null) {
            redrive.send(letter);
        }
        report.sent(letter);
    }
}
