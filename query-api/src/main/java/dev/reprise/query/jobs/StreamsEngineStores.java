package dev.reprise.query.jobs;

import dev.reprise.processor.engine.rows.DueRow;
import dev.reprise.processor.streams.Copies;
import dev.reprise.processor.streams.JobReads;
import dev.reprise.processor.streams.PartitionReads;
import dev.reprise.processor.streams.PartitionUnavailableException;
import dev.reprise.processor.streams.Progress;
import dev.reprise.processor.streams.RowIterator;
import dev.reprise.query.partition.Unavailable;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The engine's stores under Kafka Streams, with faults as problems. */
public final class StreamsEngineStores implements EngineStores {
    private final JobReads reads;
    private final Progress progress;
    private final Copies copies;

    public StreamsEngineStores(JobReads reads, Progress progress, Copies copies) {
        this.reads = reads;
        this.progress = progress;
        this.copies = copies;
    }

    @Override
    public EnginePartition partition(int partition) {
        return new StreamsPartition(reads.partition(partition), progress);
    }

    @Override
    public boolean hasCopy(int partition) {
        return copies.has(partition);
    }

    /** How far a copy has come cannot be said in offsets of commands. */
    @Override
    public EnginePartition copy(int partition) {
        return new StreamsPartition(copies.partition(partition), unknown -> OptionalLong.empty());
    }

    @Override
    public CompletableFuture<Staleness> staleness(int partition) {
        return copies.age(partition).thenApply(age -> {
            OptionalLong behind = age.recordsBehind();
            return new Staleness(
                    partition, age.asOf().orElse(null), behind.isPresent() ? (Long) behind.getAsLong() : null);
        });
    }

    private record StreamsPartition(PartitionReads reads, Progress progress) implements EnginePartition {
        @Override
        public Optional<Job> job(long jobKey) {
            return read(() -> reads.job(jobKey));
        }

        @Override
        public Optional<JobPayload> payload(long jobKey) {
            return read(() -> reads.payload(jobKey));
        }

        @Override
        public Optional<String> errorDetails(long jobKey) {
            return read(() -> reads.errorDetails(jobKey));
        }

        @Override
        public RowIterator<Job> jobs(long fromJobKey) {
            return rows(() -> reads.jobs(fromJobKey));
        }

        @Override
        public RowIterator<Long> incidents(long fromJobKey) {
            return rows(() -> reads.incidents(fromJobKey));
        }

        @Override
        public RowIterator<DueRow> due() {
            return rows(reads::due);
        }

        @Override
        public OptionalLong processed() {
            return progress.processed(reads.partition());
        }

        private <T> RowIterator<T> rows(Supplier<RowIterator<T>> open) {
            RowIterator<T> rows = read(open);
            return new RowIterator<>() {
                @Override
                public boolean hasNext() {
                    return read(rows::hasNext);
                }

                @Override
                public T next() {
                    return read(rows::next);
                }

                @Override
                public void close() {
                    rows.close();
                }
            };
        }

        private <T> T read(Supplier<T> read) {
            try {
                return read.get();
            } catch (PartitionUnavailableException e) {
                throw Unavailable.partition(reads.partition(), "it is moving or being restored");
            }
        }
    }
}
