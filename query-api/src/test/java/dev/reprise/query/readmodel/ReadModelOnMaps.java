package dev.reprise.query.readmodel;

import dev.reprise.processor.engine.apply.EventHeader;
import dev.reprise.query.EngineOnMaps;
import dev.reprise.schemas.JobKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The real fold and the real reads, with rows in memory: one for each partition, as under Kafka Streams. */
public final class ReadModelOnMaps implements ReadModelStores, ReadModelReads.Source {
    private final List<FoldAtOffsets> partitions = new ArrayList<>();
    private final long[] offsets;
    private final Set<Integer> away = ConcurrentHashMap.newKeySet();
    private final ReadModelReads reads;
    private volatile @Nullable String stopped;
    private int folded;

    public ReadModelOnMaps(int count) {
        for (int i = 0; i < count; i++) {
            partitions.add(new FoldAtOffsets());
        }
        offsets = new long[count];
        reads = new ReadModelReads(this, () -> Optional.ofNullable(stopped));
    }

    /** Folds all that has happened since it was last called. */
    public synchronized void catchUp(EngineOnMaps engine) {
        List<SpecificRecord> events = engine.events();
        for (; folded < events.size(); folded++) {
            SpecificRecord event = events.get(folded);
            int partition = JobKeys.partitionFor(EventHeader.jobKey(event), partitions.size());
            partitions.get(partition).fold(event, offsets[partition]++);
        }
    }

    /** It stops for good. */
    public void stop(String reason) {
        stopped = reason;
    }

    public void moveAway(int partition) {
        away.add(partition);
    }

    @Override
    public ReadModelPartition partition(int partition) {
        return reads.partition(partition);
    }

    @Override
    public void requireRunning() {
        reads.requireRunning();
    }

    @Override
    public ReadOnlyKeyValueStore<Bytes, byte[]> store(String name, int partition) {
        if (away.contains(partition) || stopped != null) {
            throw new InvalidStateStoreException("it is not here");
        }
        return partitions.get(partition).store(name);
    }

    @Override
    public OptionalLong lag(int partition) {
        return OptionalLong.of(0);
    }
}
