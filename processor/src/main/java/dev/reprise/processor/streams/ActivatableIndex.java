package dev.reprise.processor.streams;

import dev.reprise.processor.engine.rows.ActivatableRow;
import dev.reprise.processor.engine.rows.JobKeyIterator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;

/** The index of waiting jobs of one partition. Changes are staged with all others; what they mean is noted once they are flushed. */
final class ActivatableIndex {
    private record Change(Bytes prefix, Bytes key) {}

    private final IndexRows index;
    private final StagedWrites staged;
    private final ActivatableHeads heads = new ActivatableHeads();
    private final List<Change> added = new ArrayList<>();
    private final List<Change> removed = new ArrayList<>();
    private final Set<Bytes> removedKeys = new HashSet<>();

    ActivatableIndex(IndexRows index, StagedWrites staged) {
        this.index = index;
        this.staged = staged;
    }

    void add(ActivatableRow row) {
        Change change = change(row);
        staged.add(index, change.key);
        added.add(change);
    }

    void remove(ActivatableRow row) {
        Change change = change(row);
        staged.remove(index, change.key);
        removed.add(change);
        removedKeys.add(change.key);
    }

    /** The changes are in the store. */
    void flushed() {
        added.forEach(change -> heads.added(change.prefix, change.key));
        removed.forEach(change -> heads.removed(change.prefix));
        forget();
    }

    void forget() {
        added.clear();
        removed.clear();
        removedKeys.clear();
    }

    /** Keys of the waiting jobs in their order, without those that are about to be removed. */
    JobKeyIterator keys(String tenantId, String type) {
        Bytes prefix = Bytes.wrap(RowKeys.activatablePrefix(tenantId, type));
        Bytes from = heads.from(prefix);
        if (from == null) {
            return NoKeys.INSTANCE;
        }
        IndexKeys rows = index.range(from, RowKeys.activatableTo(prefix));
        if (rows.hasNext()) {
            heads.found(prefix, rows.peek());
        } else {
            heads.foundNone(prefix);
        }
        return new ActivatableKeys(rows, removedKeys::contains);
    }

    private static Change change(ActivatableRow row) {
        return new Change(
                Bytes.wrap(RowKeys.activatablePrefix(row.tenantId(), row.type())),
                Bytes.wrap(RowKeys.activatable(row)));
    }
}
