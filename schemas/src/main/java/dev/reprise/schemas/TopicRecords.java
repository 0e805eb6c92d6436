package dev.reprise.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which records of the catalogue may be the value of which topic. */
public final class TopicRecords {
    private static final Map<String, List<String>> PLACES = Map.of(
            Topics.JOB_COMMANDS, List.of("dev.reprise.command.*"),
            Topics.JOB_EVENTS, List.of("dev.reprise.event.*"),
            Topics.JOB_REJECTIONS, List.of("dev.reprise.reply.CommandRejected"),
            Topics.JOB_REPLIES,
                    List.of(
                            "dev.reprise.reply.CommandAccepted",
                            "dev.reprise.reply.CommandRejected",
                            "dev.reprise.reply.JobsActivated"),
            Topics.JOB_NOTICES, List.of("dev.reprise.reply.JobsAvailable"),
            Topics.JOB_DEAD_LETTERS, List.of(),
            Topics.JOB_RETRY_POLICIES, List.of("dev.reprise.policy.RetryPolicy"));

    private TopicRecords() {}

    /** Full names of the records of a topic, in order; empty for dead letters, which are any bytes. */
    public static List<String> of(String topic) {
        List<String> places = PLACES.get(topic);
        if (places == null) {
            throw new IllegalArgumentException("'" + topic + "' is none of " + Topics.all());
        }
        return SchemaCatalogue.released().names().stream()
                .filter(name -> places.stream().anyMatch(place -> fits(name, place)))
                .toList();
    }

    /** Every subject of a registry that Reprise has schemas under, {@code <topic>-<record name>}, in order. */
    public static List<String> subjects() {
        List<String> subjects = new ArrayList<>();
        Topics.all().forEach(topic -> of(topic).forEach(name -> subjects.add(subject(topic, name))));
        return subjects.stream().sorted().toList();
    }

    /** The subject of a record in a topic (TopicRecordNameStrategy). */
    public static String subject(String topic, String fullName) {
        return topic + "-" + fullName;
    }

    private static boolean fits(String name, String place) {
        return place.endsWith("*") ? name.startsWith(place.substring(0, place.length() - 1)) : name.equals(place);
    }
}
