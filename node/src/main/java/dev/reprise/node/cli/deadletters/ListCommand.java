package dev.reprise.node.cli.deadletters;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.node.KafkaAccess;
import dev.reprise.node.cli.ExitCode;
import dev.reprise.node.cli.client.ClientOptions;
import dev.reprise.node.cli.client.Table;
import dev.reprise.node.cli.node.ConfigOptions;
import dev.reprise.node.letters.Letter;
import dev.reprise.node.letters.LetterBox;
import dev.reprise.node.letters.LetterPlace;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "list",
        description = "Lists dead letters, the newest last.",
        modelTransformer = ConfigOptions.OfKafkaClient.class,
        footer = {
            "",
            "Examples:",
            "  reprise dead-letters list",
            "  reprise dead-letters list --reason ENGINE_FAILED --since 2h -o json"
        })
final class ListCommand implements Callable<Integer> {
    private static final Table TABLE = Table.of(
            "PLACE",
            "/place",
            "WRITTEN",
            "/writtenAt",
            "REASON",
            "/reason",
            "KEY",
            "/key",
            "ORIGIN",
            "/origin",
            "REDRIVES",
            "/redrives",
            "REDRIVEN",
            "/redriven",
            "EXCEPTION",
            "/exception");

    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final ConfigOptions config = new ConfigOptions();

    @Mixin
    private final FilterOptions filter = new FilterOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "The newest so many; default ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--pending", description = "Only those that have not been sent back.")
    private boolean pending;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new ParameterException(command.commandLine(), "Expected --limit of 1 or more, but got " + limit);
        }
        Deque<Row> rows = new ArrayDeque<>();
        Map<LetterPlace, Long> redriven;
        try (LetterBox letters = new LetterBox(KafkaAccess.of(Brokers.of(config, command, client)))) {
            redriven = letters.read(letter -> {
                if (filter.takes(letter)) {
                    rows.addLast(Row.of(letter));
                }
            });
        }
        if (pending) {
            rows.removeIf(row -> redriven.containsKey(row.place));
        }
        int left = rows.size() - limit;
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        rows.stream()
                .skip(Math.max(0, left))
                .forEach(row -> list.add(row.json.put("redriven", redriven.containsKey(row.place))));
        client.show(list, TABLE);
        if (left > 0) {
            PrintWriter err = command.commandLine().getErr();
            err.println(left + " older ones are not shown: --limit");
            err.flush();
        }
        return ExitCode.OK;
    }

    /** What is kept of a letter: there may be many, and their values are large. */
    private record Row(LetterPlace place, ObjectNode json) {
        static Row of(Letter letter) {
            return new Row(letter.place(), LetterJson.row(letter, false));
        }
    }
}
