package dev.reprise.node;

import dev.reprise.node.config.Mode;
import dev.reprise.node.config.NodeConfig;
import dev.reprise.node.config.NodeOptions;
import dev.reprise.node.topics.TopicDifference;
import dev.reprise.node.topics.TopicSetup;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Topics when a node starts: a standalone one creates what is missing, one of a cluster leaves that to an operator. */
final class TopicStart {
    private static final Logger LOG = LoggerFactory.getLogger(TopicStart.class);

    private TopicStart() {}

    /**
     * Makes sure that the topics are there.
     *
     * @return the number of partitions of job-commands
     * @throws NodeStartException if a topic is missing, or has another number of partitions than its fellows
     */
    static int partitions(NodeConfig config, KafkaAccess kafka) {
        try (Admin admin = kafka.admin()) {
            TopicSetup topics = new TopicSetup(admin);
            if (config.mode() == Mode.STANDALONE) {
                topics.create(config.number(NodeOptions.PARTITIONS), 1);
            }
            List<TopicDifference> differences = topics.check();
            differences.stream()
                    .filter(TopicDifference::harmless)
                    .forEach(difference -> LOG.warn("{}", difference.sentence()));
            String harmful = differences.stream()
                    .filter(difference -> !difference.harmless())
                    .map(TopicDifference::sentence)
                    .collect(Collectors.joining("; "));
            if (!harmful.isEmpty()) {
                throw new NodeStartException(harmful + ". 'reprise topics create' creates what is missing");
            }
            int partitions = topics.partitions().orElseThrow();
            warnOfOtherNumber(config, partitions);
            return partitions;
        }
    }

    private static void warnOfOtherNumber(NodeConfig config, int partitions) {
        if (config.mode() == Mode.STANDALONE && config.number(NodeOptions.PARTITIONS) != partitions) {
            LOG.info(
                    "The data folder has {} partitions; --partitions {} counts only when it is new",
                    partitions,
                    config.number(NodeOptions.PARTITIONS));
        }
    }
}
