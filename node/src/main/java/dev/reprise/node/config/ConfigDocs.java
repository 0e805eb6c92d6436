package dev.reprise.node.config;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Writes {@code docs/configuration.md} from the catalogue. */
public final class ConfigDocs {
    private ConfigDocs() {}

    /** The whole file. */
    public static String markdown() {
        StringBuilder text = new StringBuilder("""
                # Configuration

                <!-- Made from dev.reprise.node.config.NodeOptions by ConfigDocsTest; -Dreprise.docs.write=true writes it anew. -->

                Every option can be given in three places; the first that has it wins:

                1. on the command line: `--http-port 8080`
                2. in the environment: `REPRISE_HTTP_PORT=8080`
                3. in a properties file in UTF-8, named by `--config` or `REPRISE_CONFIG`: `http-port=8080`

                A value that cannot be right ends the command with exit code 2 and a sentence for each mistake.

                | in the file | on the command line | in the environment | goes to |
                |---|---|---|---|
                | `kafka.security.protocol=SASL_SSL` | `--set kafka.security.protocol=SASL_SSL` | `REPRISE_KAFKA_SECURITY_PROTOCOL=SASL_SSL` | every Kafka client: producers, consumers, admin, Streams |
                | `streams.num.standby.replicas=1` | `--set streams.num.standby.replicas=1` | `REPRISE_STREAMS_NUM_STANDBY_REPLICAS=1` | Kafka Streams, over what Reprise would choose; its choices for the engine's consumers (`max.poll.records`, `max.partition.fetch.bytes`, `interceptor.classes`) only as `streams.main.consumer.max.poll.records` and so on |

                Secrets are never printed. Each can be given as a file that has it: `--cluster-secret-file <path>`,
                `REPRISE_CLUSTER_SECRET_FILE=<path>`, or `@<path>` as its value, for `kafka.*` settings too. A command line can be seen
                by others on the machine: a secret that stands there itself is refused.
                """);
        Set<String> groups = new LinkedHashSet<>();
        NodeOptions.all().forEach(option -> groups.add(option.group()));
        groups.forEach(group -> table(text, group));
        return text.toString();
    }

    private static void table(StringBuilder text, String group) {
        text.append("\n## ").append(group).append("\n\n| option | default | in | meaning |\n|---|---|---|---|\n");
        NodeOptions.all().stream()
                .filter(option -> option.group().equals(group))
                .forEach(option -> text.append("| `")
                        .append(option.flag())
                        .append("`<br>`")
                        .append(option.environmentName())
                        .append("` | ")
                        .append(defaultOf(option))
                        .append(" | ")
                        .append(commands(option))
                        .append(" | ")
                        .append(option.doc())
                        .append(" |\n"));
    }

    private static String defaultOf(Option option) {
        if (option.required()) {
            return "required";
        }
        String text = option.defaultText();
        return text.isEmpty() || option.secret() ? "" : "`" + text + "`";
    }

    private static String commands(Option option) {
        if (option.modes().size() == Mode.values().length) {
            return "both";
        }
        return option.modes().contains(Mode.STANDALONE) ? Mode.STANDALONE.name().toLowerCase(Locale.ROOT) : "node";
    }
}
