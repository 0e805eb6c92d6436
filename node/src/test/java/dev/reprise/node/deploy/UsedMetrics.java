package dev.reprise.node.deploy;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics of Kafka that alerts and dashboard ask for: Kafka has them or has them not, whatever our catalogue says. */
public final class UsedMetrics {
    private static final Pattern NAME = Pattern.compile("\\bkafka_[a-z0-9_]+");

    private UsedMetrics() {}

    /** Those that are missing from what a node shows. */
    public static Set<String> missingFrom(String scrape) {
        Set<String> used = new TreeSet<>();
        for (String file : new String[] {"docker/prometheus/alerts.yml", "docker/grafana/dashboards/reprise.json"}) {
            Matcher name = NAME.matcher(Repository.text(file));
            while (name.find()) {
                used.add(name.group());
            }
        }
        used.removeIf(
                name -> Pattern.compile("(?m)^" + name + "[{ ]").matcher(scrape).find());
        return used;
    }
}
