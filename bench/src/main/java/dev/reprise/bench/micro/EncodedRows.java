package dev.reprise.bench.micro;

import dev.reprise.schemas.AvroWire;
import dev.reprise.state.Job;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** As {@link HotRows}, with the job as bytes, as a store has it. */
final class EncodedRows extends HotRows {
    private final AvroWire wire;
    private byte @Nullable [] bytes;

    EncodedRows(AvroWire wire) {
        this.wire = wire;
    }

    @Override
    public Optional<Job> job(long jobKey) {
        return bytes == null ? Optional.empty() : Optional.of(wire.decode(bytes, Job.class));
    }

    @Override
    public void putJob(Job changed) {
        bytes = wire.encode(changed);
    }
}
