package dev.reprise.node.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the Compose file has to be, beyond well-formed: everything in it that names something names what is there. */
final class ComposeRules {
    private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:v?\\d+\\.\\d+[\\w.-]*");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Z_]+:-([^}]*)}");
    private static final Pattern HERE_ONLY = Pattern.compile("127\\.0\\.0\\.1:\\d+:\\d+");
    private static final int STOP_SECONDS = 45;

    private final JsonNode file;
    private final Map<String, JsonNode> services = new LinkedHashMap<>();
    private final Map<String, JsonNode> nodes = new LinkedHashMap<>();
    private final List<String> mistakes = new ArrayList<>();

    private ComposeRules(JsonNode file) {
        this.file = file;
        file.path("services").properties().forEach(service -> services.put(service.getKey(), service.getValue()));
        services.forEach((name, service) -> {
            if (environment(service).containsKey("REPRISE_INSTANCE_ID")) {
                nodes.put(name, service);
            }
        });
    }

    /** Where it is not as it has to be, in sentences. */
    static List<String> mistakes(JsonNode file) {
        ComposeRules rules = new ComposeRules(file);
        rules.services.forEach(rules::service);
        rules.services.values().stream().filter(ComposeRules::isOurs).forEach(rules::ours);
        rules.nodes.forEach(rules::node);
        rules.ports();
        rules.volumes();
        rules.copies();
        return rules.mistakes;
    }

    private void expect(boolean right, String sentence) {
        if (!right) {
            mistakes.add(sentence);
        }
    }

    static boolean isOurs(JsonNode service) {
        return service.path("image").asText().startsWith("reprise:");
    }

    static Map<String, String> environment(JsonNode service) {
        Map<String, String> values = Yaml.map(service.path("environment"));
        values.replaceAll((name, value) -> VARIABLE.matcher(value).replaceAll("$1"));
        return values;
    }

    private void service(String name, JsonNode service) {
        String image = service.path("image").asText();
        String wanted = isOurs(service) ? "reprise:" + Repository.version() : image;
        expect(image.equals(wanted), name + " runs " + image + ", but this is " + wanted);
        expect(isOurs(service) || PINNED.matcher(image).matches(), name + ": " + image + " has no full version");
        expect(
                !image.startsWith("apache/kafka:") || image.endsWith(":" + Repository.property("kafka.version")),
                name + " is another Kafka than the one that is tested with: " + image);
        service.path("depends_on").properties().forEach(on -> {
            JsonNode other = services.get(on.getKey());
            expect(other != null, name + " waits for " + on.getKey() + ", which is not there");
            boolean healthy = on.getValue().path("condition").asText().equals("service_healthy");
            expect(
                    other == null || !healthy || other.has("healthcheck"),
                    name + " waits until " + on.getKey() + " is healthy, which nobody checks");
        });
        service.path("networks")
                .forEach(network -> expect(
                        file.path("networks").has(network.asText()), name + " is in an unknown network: " + network));
    }

    private void ours(JsonNode service) {
        String command = String.join(" ", Yaml.texts(service.path("command")));
        Map<String, String> environment = environment(service);
        mistakes.addAll(NodeSettings.mistakes(environment));
        if (!command.isEmpty()) {
            Verbs.mistake(Yaml.texts(service.path("command"))).ifPresent(mistakes::add);
        }
        brokers(environment).forEach(broker -> {
            String host = broker.substring(0, broker.indexOf(':'));
            String advertised = environment(services.getOrDefault(host, file.path("nothing")))
                    .getOrDefault("KAFKA_ADVERTISED_LISTENERS", "");
            expect(advertised.contains("//" + broker), "no broker says that it is at " + broker);
        });
        host(environment.getOrDefault("REPRISE_SCHEMA_REGISTRY_URL", ""))
                .ifPresent(host -> expect(services.containsKey(host), "no service is " + host));
        expect(
                Repository.has("docker/" + service.at("/build/context").asText() + "/"
                        + service.at("/build/dockerfile").asText()),
                "there is nothing to build the image from: " + service.path("build"));
        expect(service.path("read_only").asBoolean(), "the node can write where it need not");
        expect(
                Yaml.texts(service.path("tmpfs")).stream()
                        .anyMatch(tmpfs -> tmpfs.startsWith("/tmp:") && tmpfs.contains(",exec")),
                "/tmp must be writable and allow programs: RocksDB is unpacked there");
        expect(
                seconds(service.path("stop_grace_period").asText()) > STOP_SECONDS,
                "a node may take " + STOP_SECONDS + " s to stop, but has " + service.path("stop_grace_period"));
    }

    private void node(String name, JsonNode service) {
        Map<String, String> environment = environment(service);
        expect(name.equals(environment.get("REPRISE_INSTANCE_ID")), name + " has the instance id of another node");
        expect(
                (name + ":8080").equals(environment.get("REPRISE_HTTP_ADVERTISED")),
                name + " is not at " + environment.get("REPRISE_HTTP_ADVERTISED"));
        expect(
                Yaml.texts(service.path("volumes")).contains(name + ":/var/lib/reprise"),
                name + " has no volume of its own for its data");
        expect(brokers(environment).size() > 1, name + " knows one broker only");
    }

    private void copies() {
        long brokers = services.values().stream()
                .filter(service -> service.path("image").asText().startsWith("apache/kafka:"))
                .peek(broker -> environment(broker).forEach((setting, value) -> {
                    if (setting.endsWith("REPLICATION_FACTOR")) {
                        expect(value.equals("3"), setting + " is " + value);
                    } else if (setting.endsWith("MIN_ISR") || setting.endsWith("MIN_INSYNC_REPLICAS")) {
                        expect(value.equals("2"), setting + " is " + value);
                    }
                }))
                .count();
        expect(brokers == 3, brokers + " brokers are too few for three replicas");
        expect(nodes.size() == 3, nodes.size() + " nodes");
        nodes.values()
                .forEach(node -> expect(
                        "1".equals(environment(node).get("REPRISE_STANDBY_REPLICAS")),
                        "a node without standby replicas"));
    }

    private void ports() {
        Set<String> taken = new HashSet<>();
        services.values().stream()
                .flatMap(service -> Yaml.texts(service.path("ports")).stream())
                .forEach(port -> {
                    expect(HERE_ONLY.matcher(port).matches(), "other machines could reach " + port);
                    expect(taken.add(port.substring(0, port.lastIndexOf(':'))), "two services want port " + port);
                });
    }

    private void volumes() {
        Set<String> used = new HashSet<>();
        services.values().stream()
                .flatMap(service -> Yaml.texts(service.path("volumes")).stream())
                .forEach(volume -> {
                    String source = volume.substring(0, volume.indexOf(':'));
                    if (source.startsWith(".")) {
                        expect(Repository.has("docker/" + source), source + " is not there");
                    } else {
                        expect(file.path("volumes").has(source), "volume " + source + " is not declared");
                        used.add(source);
                    }
                });
        file.path("volumes")
                .fieldNames()
                .forEachRemaining(name -> expect(used.contains(name), "nobody uses volume " + name));
    }

    private static List<String> brokers(Map<String, String> environment) {
        return Stream.of(environment
                        .getOrDefault("REPRISE_BOOTSTRAP_SERVERS", "")
                        .split(",", -1))
                .filter(broker -> !broker.isEmpty())
                .toList();
    }

    static Optional<String> host(String url) {
        return url.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(java.net.URI.create(url).getHost());
    }

    private static int seconds(String text) {
        return text.matches("\\d+s") ? Integer.parseInt(text.substring(0, text.length() - 1)) : 10;
    }
}
