package dev.reprise.processor.streams;

import dev.reprise.schemas.Topics;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The topology: commands in, decisions out, one task for each partition. Every name in it is explicit, since names are part of the
 * names of topics and of metrics; {@code docs/topology.md} is drawn from it.
 */
final class JobTopology {
    private JobTopology() {}

    static Topology build(TopologyParts parts, StreamsConfig config) {
        ByteArrayDeserializer in = new ByteArrayDeserializer();
        Topology topology = new Topology(new TopologyConfig(config))
                // Bytes: what cannot be read is ours to put aside. From the beginning: a command sent before the first
                // start counts.
                .addSource(
                        AutoOffsetReset.earliest(),
                        NodeNames.COMMANDS,
                        new CommandTimestamps(),
                        in,
                        in,
                        Topics.JOB_COMMANDS)
                .addProcessor(NodeNames.DECIDE, decide(parts), NodeNames.COMMANDS)
                .addGlobalStore(
                        // In memory: policies are few, and every command of a failing job may ask for one.
                        Stores.keyValueStoreBuilder(
                                        Stores.inMemoryKeyValueStore(StoreNames.RETRY_POLICIES),
                                        Serdes.Bytes(),
                                        Serdes.ByteArray())
                                .withLoggingDisabled(), // its topic is its changelog
                        NodeNames.POLICIES,
                        new CommandTimestamps(),
                        in,
                        in,
                        Topics.JOB_RETRY_POLICIES,
                        NodeNames.LOAD_POLICIES,
                        PolicyLoader::new);
        sink(topology, NodeNames.EVENTS, Topics.JOB_EVENTS, AddressPartitioner.STRICT);
        sink(topology, NodeNames.REJECTIONS, Topics.JOB_REJECTIONS, AddressPartitioner.STRICT);
        sink(topology, NodeNames.REPLIES, Topics.JOB_REPLIES, AddressPartitioner.LENIENT);
        sink(topology, NodeNames.NOTICES, Topics.JOB_NOTICES, AddressPartitioner.STRICT);
        sink(topology, NodeNames.DEAD_LETTERS, Topics.JOB_DEAD_LETTERS, AddressPartitioner.STRICT);
        sink(topology, NodeNames.FORWARDED, Topics.JOB_COMMANDS, AddressPartitioner.STRICT);
        return topology;
    }

    private static void sink(Topology topology, String name, String topic, AddressPartitioner partitioner) {
        topology.addSink(
                name, topic, new AddressedSerializer(), new ByteArraySerializer(), partitioner, NodeNames.DECIDE);
    }

    private static ProcessorSupplier<byte[], byte[], Addressed, byte[]> decide(TopologyParts parts) {
        ThreadLocal<ScanDebt> debt = ThreadLocal.withInitial(ScanDebt::new);
        OpenJobs open = new OpenJobs();
        return new ProcessorSupplier<>() {
            @Override
            public Processor<byte[], byte[], Addressed, byte[]> get() {
                return new CommandProcessor(parts, open, debt::get);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return JobStores.builders(parts.stores(), open);
            }
        };
    }
}
