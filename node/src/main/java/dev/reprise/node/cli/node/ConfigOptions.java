package dev.reprise.node.cli.node;

import dev.reprise.node.config.ConfigSources;
import dev.reprise.node.config.Mode;
import dev.reprise.node.config.NodeConfig;
import dev.reprise.node.config.NodeOptions;
import dev.reprise.node.config.Option;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of a node on the command line, taken from the catalogue rather than written a second time. */
public final class ConfigOptions {
    @CommandLine.Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties file with options (REPRISE_CONFIG).")
    private @Nullable Path file;

    @CommandLine.Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description =
                    "A setting for Kafka clients (kafka.*) or Kafka Streams (streams.*); may be repeated. A secret as @FILE.")
    private Map<String, String> extra = Map.of();

    /** Gives a command all options of a standalone node. */
    static final class OfStandalone implements IModelTransformer {
        @Override
        public CommandSpec transform(CommandSpec command) {
            return add(command, NodeOptions.of(Mode.STANDALONE));
        }
    }

    /** Gives a command all options of a node of a cluster. */
    static final class OfCluster implements IModelTransformer {
        @Override
        public CommandSpec transform(CommandSpec command) {
            return add(command, NodeOptions.of(Mode.CLUSTER));
        }
    }

    /** Gives a command the options that tell a client of Kafka where it is and how records are written. */
    public static final class OfKafkaClient implements IModelTransformer {
        private static final Set<String> NAMES = Set.of(
                NodeOptions.BOOTSTRAP_SERVERS, NodeOptions.SCHEMA_REGISTRY_URL, NodeOptions.SCHEMA_REGISTRY_USER_INFO);

        @Override
        public CommandSpec transform(CommandSpec command) {
            return add(
                    command,
                    NodeOptions.of(Mode.CLUSTER).stream()
                            .filter(option -> NAMES.contains(option.name()))
                            .toList());
        }
    }

    private static CommandSpec add(CommandSpec command, List<Option> options) {
        options.forEach(option -> {
            command.addOption(OptionSpec.builder(option.flag())
                    .paramLabel(label(option))
                    .type(String.class)
                    .description(description(option))
                    .build());
            if (option.secret()) {
                command.addOption(OptionSpec.builder("--" + option.fileName())
                        .paramLabel("FILE")
                        .type(String.class)
                        .description("File with the same (" + option.environmentName() + "_FILE).")
                        .build());
            }
        });
        return command;
    }

    private static String label(Option option) {
        return switch (option.key().type) {
            case INT, LONG -> "N";
            case LIST -> "LIST";
            case PASSWORD -> "@FILE";
            default -> "TEXT";
        };
    }

    private static String description(Option option) {
        String defaultText = option.defaultText();
        String tail = option.required()
                ? option.environmentName() + "; required"
                : option.environmentName()
                        + (defaultText.isEmpty() || option.secret() ? "" : "; default " + defaultText);
        return (option.doc() + " (" + tail + ")").replace("%", "%%");
    }

    /** Reads the configuration from what was given to the command, the environment and the file. */
    public NodeConfig read(CommandSpec command, Mode mode) {
        return NodeConfig.read(mode, sources(command, mode));
    }

    /** The same, but asks elsewhere for the Kafka brokers if nobody gave them. */
    public NodeConfig readOr(CommandSpec command, Supplier<String> brokers) {
        ConfigSources sources = sources(command, Mode.CLUSTER);
        return NodeConfig.read(Mode.CLUSTER, sources.withDefault(NodeOptions.BOOTSTRAP_SERVERS, brokers));
    }

    private static void given(CommandSpec command, String name, Map<String, String> flags) {
        OptionSpec option = command.findOption("--" + name);
        String value = option == null ? null : option.getValue();
        if (value != null) {
            flags.put(name, value);
        }
    }

    private ConfigSources sources(CommandSpec command, Mode mode) {
        Map<String, String> flags = new HashMap<>();
        for (Option option : NodeOptions.of(mode)) {
            given(command, option.name(), flags);
            if (option.secret()) {
                given(command, option.fileName(), flags);
            }
        }
        return new ConfigSources(flags, extra, System.getenv(), file);
    }
}
