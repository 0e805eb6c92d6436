package dev.reprise.query.readmodel;

import dev.reprise.schemas.Topics;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The rows under Kafka Streams, through the older of its query interfaces: the newer can block a stream thread (KAFKA-19629). */
record StreamsSource(KafkaStreams streams) implements ReadModelReads.Source {
    @Override
    public ReadOnlyKeyValueStore<Bytes, byte[]> store(String name, int partition) {
        return streams.store(
                StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
                        .withPartition(partition));
    }

    @Override
    public OptionalLong lag(int partition) {
        return ConsumerLag.of(streams, Topics.JOB_EVENTS, partition);
    }
}
