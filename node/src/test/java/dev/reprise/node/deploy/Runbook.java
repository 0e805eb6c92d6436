package dev.reprise.node.deploy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code docs/runbook.md}, and what it leans on. */
final class Runbook {
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,3} (.+)$");
    private static final Pattern SECTION = Pattern.compile("(?ms)^### (Reprise\\w+)$(.*?)(?=^#{2,3} |\\z)");
    private static final Pattern LINK = Pattern.compile("\\]\\(#([^)]+)\\)");
    private static final Pattern COMMAND = Pattern.compile("(?m)(?:^|`)((?:bin/reprise|kafka-[a-z-]+\\.sh) [^`#\n]*)");
    private static final Pattern PATH = Pattern.compile("curl -s (?:\\$REPRISE_URL|localhost:8080)(/\\S*?)[`\\s]");
    private static final List<String> PARTS =
            List.of("**Means.**", "**How bad.**", "**Look", "Do.**", "**Wake somebody");

    /** Kafka's own tools and those of their options that we name, looked up in Kafka 4.3.1. */
    private static final Map<String, Set<String>> TOOLS = Map.of(
            "kafka-topics.sh",
                    Set.of("--describe", "--list", "--topic", "--unavailable-partitions", "--under-min-isr-partitions"),
            "kafka-consumer-groups.sh", Set.of("--describe", "--group", "--members", "--verbose", "--state"),
            "kafka-transactions.sh", Set.of("find-hanging", "--broker-id", "abort", "--help"),
            "kafka-metadata-quorum.sh", Set.of("describe", "--status"),
            "kafka-log-dirs.sh", Set.of("--describe"));

    private final String text;
    private final List<String> mistakes = new ArrayList<>();

    private Runbook(String text) {
        this.text = text;
    }

    /** Where it does not fit the alerts, the program or itself, in sentences. */
    static List<String> mistakes(String text, List<String> alerts) {
        Runbook runbook = new Runbook(text);
        runbook.sections(new TreeSet<>(alerts));
        runbook.links();
        runbook.commands();
        runbook.paths();
        return runbook.mistakes;
    }

    private void sections(Set<String> alerts) {
        Set<String> sections = new TreeSet<>();
        Matcher section = SECTION.matcher(text);
        while (section.find()) {
            String name = section.group(1);
            if (!sections.add(name)) {
                mistakes.add(name + " has two sections");
            }
            PARTS.stream()
                    .filter(part -> !section.group(2).contains(part))
                    .forEach(part -> mistakes.add(name + " does not say: " + part));
        }
        alerts.stream()
                .filter(alert -> !sections.contains(alert))
                .forEach(alert -> mistakes.add(alert + " has no section"));
        sections.stream().filter(name -> !alerts.contains(name)).forEach(name -> mistakes.add(name + " is no alert"));
    }

    private void links() {
        Set<String> anchors = HEADING.matcher(text)
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
        LINK.matcher(text)
                .results()
                .filter(link -> !anchors.contains(link.group(1)))
                .forEach(link -> mistakes.add("a link goes nowhere: #" + link.group(1)));
    }

    private void commands() {
        COMMAND.matcher(text).results().map(found -> found.group(1)).forEach(command -> {
            List<String> words = Arrays.asList(command.strip().split("\\s+"));
            // A file that is not there yet: any policy will do.
            List<String> rest = words.stream()
                    .skip(1)
                    .map(word -> word.startsWith("@") ? "{}" : word)
                    .toList();
            if (words.get(0).equals("bin/reprise")) {
                Verbs.mistake(rest).ifPresent(mistakes::add);
            } else {
                tool(words.get(0), rest, command);
            }
        });
    }

    private void tool(String name, List<String> words, String command) {
        if (words.size() < 2 || !words.subList(0, 2).equals(List.of("--bootstrap-server", "$B"))) {
            mistakes.add("where is Kafka? " + command);
        }
        words.stream()
                .skip(2)
                .filter(word -> word.startsWith("--") || word.equals(words.get(2)))
                .filter(word -> !TOOLS.getOrDefault(name, Set.of()).contains(word))
                .forEach(word -> mistakes.add(name + " has no " + word));
    }

    private void paths() {
        String api = Repository.text("docs/openapi.yaml");
        PATH.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(path -> !api.contains("\n  " + path + ":"))
                .forEach(path -> mistakes.add("a node does not serve " + path));
    }
}
