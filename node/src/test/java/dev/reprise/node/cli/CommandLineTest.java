package dev.reprise.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    private final CommandRun run = new CommandRun();

    @ParameterizedTest
    @MethodSource("verbs")
    void everyVerbHasHelp(String verb) {
        String[] words = (verb + " --help").trim().split(" ");

        assertThat(run.execute(words)).isZero();
        assertThat(run.out()).startsWith("Usage: reprise").contains("Exit codes:");
    }

    @Test
    void everyVerbSaysWhatItDoesInOneSentence() {
        for (CommandLine command : commands(Cli.commandLine())) {
            String[] description = command.getCommandSpec().usageMessage().description();
            assertThat(description).as(command.getCommandName()).isNotEmpty();
            assertThat(description[0]).as(command.getCommandName()).endsWith(".");
        }
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        assertThat(run.execute("standalon")).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("Did you mean").contains("reprise standalone");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"job", "incident", "policy", "topics", "events", ""})
    void aGroupNeedsAVerb(String group) {
        String[] words = group.isEmpty() ? new String[0] : new String[] {group};

        assertThat(run.execute(words)).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--help");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "job create",
                "job get",
                "job get zero",
                "job get 0",
                "job fail 1 --backoff soon",
                "job create --type t --variables [1]",
                "job create --type t --variables {",
                "job list --limit many",
                "job get 1 -o xml",
                "policy put t",
                "standalone --http-port many",
                "standalone --partitions 0",
                "node",
                "node --bootstrap-servers b:1 --roles cook",
                "topics check",
                "topics create --bootstrap-servers b:1 --partitions 0",
                "standalone --set http-port=1",
                "standalone --schema-registry-user-info me:hush",
                "node --bootstrap-servers b:1 --set kafka.ssl.key.password=hush"
            })
    void whatCannotBeRightIsAUsageErrorWithAReason(String command) {
        assertThat(run.execute(command.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).isNotBlank();
        assertThat(run.out()).isEmpty();
    }

    @Test
    void saysItsVersion() {
        assertThat(run.execute("--version")).isZero();
        assertThat(run.out()).startsWith("reprise ").contains("kafka 4.");
    }

    @Test
    void standaloneShowsItsOptionsWithVariableAndDefault() {
        assertThat(run.execute("standalone", "--help")).isZero();
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains("--http-port=N", "REPRISE_HTTP_PORT; default 8080", "--kafka-port=N", "--data-dir=TEXT")
                .doesNotContain("--bootstrap-servers");
    }

    static Stream<String> verbs() {
        return commands(Cli.commandLine()).stream()
                .map(command -> command.getCommandSpec().qualifiedName())
                .map(name -> name.substring("reprise".length()).trim())
                .filter(name -> !name.endsWith("help"));
    }

    private static List<CommandLine> commands(CommandLine root) {
        List<CommandLine> all = new ArrayList<>(List.of(root));
        root.getSubcommands().values().forEach(child -> all.addAll(commands(child)));
        return all;
    }
}
