package dev.reprise.node;

import dev.reprise.node.PartState.Phase;
import dev.reprise.processor.streams.JobStreams;
import dev.reprise.processor.streams.LiveMetrics;
import dev.reprise.processor.streams.StreamsListener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.TaskMetadata;

/** The engine: role {@code processor}. */
final class ProcessorPart implements Part {
    private final JobStreams streams;
    private final Consumer<Throwable> onFault;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean gaveUp;

    ProcessorPart(Surroundings node) {
        onFault = node.onFault();
        streams = new JobStreams(StreamsSetup.of(node), node.metrics().metrics(), new Listener());
        node.metrics().show(() -> LiveMetrics.of(streams.kafkaStreams()));
    }

    JobStreams streams() {
        return streams;
    }

    @Override
    public String name() {
        return "processor";
    }

    @Override
    public void start() {
        streams.start();
    }

    @Override
    public PartState state() {
        KafkaStreams.State state = streams.kafkaStreams().state();
        if (gaveUp || state == KafkaStreams.State.ERROR || state == KafkaStreams.State.PENDING_ERROR) {
            return PartState.of(Phase.FAILED, "the engine has given up; the log says why");
        }
        Phase phase = state == KafkaStreams.State.RUNNING ? Phase.READY : Phase.STARTING;
        return new PartState(phase, state.name(), facts());
    }

    /** Which partitions are decided here, and of which copies are kept here. */
    private Map<String, Object> facts() {
        Set<Integer> active = new TreeSet<>();
        Set<Integer> standby = new TreeSet<>();
        streams.kafkaStreams().metadataForLocalThreads().forEach(thread -> {
            thread.activeTasks().stream().map(ProcessorPart::partition).forEach(active::add);
            thread.standbyTasks().stream().map(ProcessorPart::partition).forEach(standby::add);
        });
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("partitions", active);
        facts.put("standbyPartitions", standby);
        return facts;
    }

    private static int partition(TaskMetadata task) {
        return task.taskId().partition();
    }

    @Override
    public void handOver() {
        KafkaStreams.State state = streams.kafkaStreams().state();
        if (state.isRunningOrRebalancing()
                && streams.kafkaStreams().metadataForAllStreamsClients().size() > 1) {
            close();
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            streams.close();
        }
    }

    private final class Listener implements StreamsListener {
        @Override
        public void gaveUp(Throwable fault) {
            gaveUp = true;
            onFault.accept(fault);
        }
    }
}
