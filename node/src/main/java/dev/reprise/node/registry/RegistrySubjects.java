package dev.reprise.node.registry;

import dev.reprise.schemas.ReleasedSchema;
import dev.reprise.schemas.SchemaCatalogue;
import dev.reprise.schemas.Topics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The catalogue as subjects of a registry: {@code <topic>-<record name>} (TopicRecordNameStrategy). Records of the state stores have
 * an id, but no subject: their topics are Kafka Streams' own.
 */
final class RegistrySubjects {
    private static final String COMMANDS = "dev.reprise.command.";
    private static final String EVENTS = "dev.reprise.event.";
    private static final String POLICIES = "dev.reprise.policy.";
    private static final String NOTICE = "dev.reprise.reply.JobsAvailable";
    private static final String REJECTION = "dev.reprise.reply.CommandRejected";
    private static final String REPLIES = "dev.reprise.reply.";

    private final Map<String, List<ReleasedSchema>> versionsBySubject;

    RegistrySubjects(SchemaCatalogue catalogue) {
        Map<String, List<ReleasedSchema>> subjects = new TreeMap<>();
        for (String record : catalogue.names()) {
            topics(record).forEach(topic -> subjects.put(topic + "-" + record, catalogue.versions(record)));
        }
        versionsBySubject = Collections.unmodifiableMap(subjects);
    }

    /** Names of all subjects, in order. */
    List<String> names() {
        return List.copyOf(versionsBySubject.keySet());
    }

    /** Versions of a subject, oldest first; empty if there is no such subject. */
    List<ReleasedSchema> versions(String subject) {
        return versionsBySubject.getOrDefault(subject, List.of());
    }

    /** The subjects that have this schema. */
    List<String> having(ReleasedSchema schema) {
        List<String> subjects = new ArrayList<>();
        versionsBySubject.forEach((subject, versions) -> {
            if (versions.contains(schema)) {
                subjects.add(subject);
            }
        });
        return subjects;
    }

    private static List<String> topics(String record) {
        if (record.startsWith(COMMANDS)) {
            return List.of(Topics.JOB_COMMANDS);
        }
        if (record.startsWith(EVENTS)) {
            return List.of(Topics.JOB_EVENTS);
        }
        if (record.startsWith(POLICIES)) {
            return List.of(Topics.JOB_RETRY_POLICIES);
        }
        if (record.equals(NOTICE)) {
            return List.of(Topics.JOB_NOTICES);
        }
        if (record.equals(REJECTION)) {
            return List.of(Topics.JOB_REJECTIONS, Topics.JOB_REPLIES);
        }
        return record.startsWith(REPLIES) ? List.of(Topics.JOB_REPLIES) : List.of();
    }
}
