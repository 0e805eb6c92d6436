package dev.reprise.query.partition;

import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;

/** The placement that the members of a Kafka Streams application have agreed on. */
public final class StreamsPlacement implements Placement {
    private final KafkaStreams streams;
    private final String topic;
    private final int partitions;
    private final HostInfo self;

    /**
     * @param topic the topic whose partitions are meant
     * @param self this node, as in its setting {@code application.server}
     */
    public StreamsPlacement(KafkaStreams streams, String topic, int partitions, HostInfo self) {
        this.streams = streams;
        this.topic = topic;
        this.partitions = partitions;
        this.self = self;
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public Place of(int partition) {
        KafkaStreams.State state = streams.state();
        if (!state.isRunningOrRebalancing()) {
            return new Place.Nowhere("this node does not know where it is (%s)".formatted(state));
        }
        TopicPartition wanted = new TopicPartition(topic, partition);
        try {
            for (StreamsMetadata member : streams.metadataForAllStreamsClients()) {
                if (member.topicPartitions().contains(wanted)) {
                    return member.hostInfo().equals(self) ? new Place.Here() : new Place.There(member.hostInfo());
                }
            }
        } catch (IllegalStateException e) {
            return new Place.Nowhere("this node is stopping");
        }
        return new Place.Nowhere("no node has it at the moment");
    }

    @Override
    public List<HostInfo> copies(int partition) {
        TopicPartition wanted = new TopicPartition(topic, partition);
        try {
            return streams.metadataForAllStreamsClients().stream()
                    .filter(member -> member.standbyTopicPartitions().contains(wanted))
                    .map(StreamsMetadata::hostInfo)
                    .filter(host -> !host.equals(self))
                    .toList();
        } catch (IllegalStateException e) { // not running
            return List.of();
        }
    }
}
