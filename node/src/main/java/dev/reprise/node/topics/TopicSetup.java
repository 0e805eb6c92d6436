package dev.reprise.node.topics;

import dev.reprise.node.topics.TopicDifference.Kind;
import dev.reprise.schemas.TopicSettings;
import dev.reprise.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jspecify.annotations.Nullable;

/** Holds the topics of a cluster against {@link TopicSettings}, and creates those that are missing. It changes none. */
public final class TopicSetup {
    /** Replicas that a topic gets, where there are as many brokers. */
    private static final int USUAL_REPLICAS = 3;

    private final ClusterTopics cluster;

    public TopicSetup(Admin admin) {
        cluster = new ClusterTopics(admin);
    }

    /** Partitions of job-commands; empty if it is not there. */
    public OptionalInt partitions() {
        TopicDescription commands =
                cluster.existing(List.of(Topics.JOB_COMMANDS)).get(Topics.JOB_COMMANDS);
        return commands == null
                ? OptionalInt.empty()
                : OptionalInt.of(commands.partitions().size());
    }

    /** All differences, in the order of the topics; none if everything is as it should be. */
    public List<TopicDifference> check() {
        Map<String, TopicDescription> existing = cluster.existing(Topics.all());
        Map<String, Config> settings = cluster.settings(existing.keySet());
        TopicDescription commands = existing.get(Topics.JOB_COMMANDS);
        List<TopicDifference> differences = new ArrayList<>();
        for (TopicSettings wanted : TopicSettings.all()) {
            TopicDescription found = existing.get(wanted.topic());
            if (found == null) {
                differences.add(new TopicDifference(
                        wanted.topic(), Kind.MISSING, "Expected topic " + wanted.topic() + ", but it is missing"));
            } else {
                if (commands != null) {
                    partitions(wanted, found, commands.partitions().size(), differences);
                }
                settings(wanted, found, settings.get(wanted.topic()), differences);
            }
        }
        return differences;
    }

    /**
     * Creates the topics that are missing.
     *
     * @param partitions of job-commands, if that is missing; an existing one has the number that it has
     * @param replicas of each topic; 0 for three, or as many as there are brokers if they are fewer
     * @return the names of the new topics
     */
    public List<String> create(int partitions, int replicas) {
        Set<String> existing = cluster.existing(Topics.all()).keySet();
        int commandPartitions = partitions().orElse(partitions);
        short copies = (short) (replicas > 0 ? replicas : Math.min(USUAL_REPLICAS, cluster.brokers()));
        List<NewTopic> missing = TopicSettings.all().stream()
                .filter(topic -> !existing.contains(topic.topic()))
                .map(topic -> topic.newTopic(commandPartitions, copies))
                .toList();
        if (!missing.isEmpty()) {
            cluster.create(missing);
        }
        return missing.stream().map(NewTopic::name).toList();
    }

    private static void partitions(
            TopicSettings wanted, TopicDescription found, int commandPartitions, List<TopicDifference> differences) {
        int expected = wanted.partitions(commandPartitions);
        int actual = found.partitions().size();
        if (actual != expected) {
            differences.add(new TopicDifference(
                    wanted.topic(),
                    Kind.PARTITIONS,
                    "Expected topic " + wanted.topic() + " with " + expected + " partitions beside " + commandPartitions
                            + " of " + Topics.JOB_COMMANDS + ", but it has " + actual));
        }
    }

    private static void settings(
            TopicSettings wanted, TopicDescription found, @Nullable Config actual, List<TopicDifference> differences) {
        int replicas = found.partitions().get(0).replicas().size();
        wanted.configs(replicas).forEach((name, value) -> {
            ConfigEntry entry = actual == null ? null : actual.get(name);
            if (entry != null && !value.equals(entry.value())) {
                differences.add(new TopicDifference(
                        wanted.topic(),
                        Kind.SETTING,
                        "Expected topic " + wanted.topic() + " with " + name + "=" + value + ", but it is "
                                + entry.value()));
            }
        });
    }
}
