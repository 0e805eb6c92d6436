package dev.reprise.node.topics;

import dev.reprise.node.KafkaUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks a cluster for its topics, with errors in words. */
final class ClusterTopics {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Admin admin;

    ClusterTopics(Admin admin) {
        this.admin = admin;
    }

    int brokers() {
        return get("list the brokers", admin.describeCluster().nodes()).size();
    }

    /** Those of these topics that are there, by name. */
    Map<String, TopicDescription> existing(Collection<String> names) {
        Map<String, TopicDescription> found = new HashMap<>();
        admin.describeTopics(names).topicNameValues().forEach((name, description) -> {
            try {
                found.put(name, get("describe topic " + name, description));
            } catch (KafkaUnavailableException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        });
        return found;
    }

    /** Settings of these topics, which must be there. */
    Map<String, Config> settings(Collection<String> names) {
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<String, Config> settings = new HashMap<>();
        get("read the settings of topics", admin.describeConfigs(resources).all())
                .forEach((resource, config) -> settings.put(resource.name(), config));
        return settings;
    }

    /** Makes topics; one that has just been made by somebody else is no error. Returns when they can be seen. */
    void create(Collection<NewTopic> topics) {
        List<String> names = new ArrayList<>();
        admin.createTopics(topics).values().forEach((name, made) -> {
            names.add(name);
            try {
                get("create topic " + name, made);
            } catch (KafkaUnavailableException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        });
        awaitVisible(names);
    }

    private void awaitVisible(Collection<String> names) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (existing(names).size() < names.size()) {
            if (System.nanoTime() > deadline) {
                throw new KafkaUnavailableException(
                        "Expected new topics to be seen within " + PATIENCE.toSeconds() + " s, but they are not",
                        new TimeoutException());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static <T> T get(String what, KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new KafkaUnavailableException(
                    "Expected to " + what + ", but Kafka says: " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new KafkaUnavailableException(
                    "Expected to " + what + " within " + PATIENCE.toSeconds() + " s, but Kafka does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("Interrupted while waiting for Kafka to " + what, e);
        }
    }
}
