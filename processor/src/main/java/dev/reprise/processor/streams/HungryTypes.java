package dev.reprise.processor.streams;

import dev.reprise.command.ActivateJobs;
import dev.reprise.processor.engine.rows.ActivatableRow;
import dev.reprise.reply.JobsActivated;
import dev.reprise.reply.JobsAvailable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Job types that someone has asked this partition for and got fewer jobs of than wanted. The next job of one is worth a notice; jobs
 * that nobody waits for are not. In memory only: a task that begins tells everyone to ask again.
 */
final class HungryTypes {
    private static final int MOST = 10_000;

    private record Hungry(String tenantId, String type) {}

    private final Set<Hungry> hungry = new LinkedHashSet<>();
    private final int partition;

    HungryTypes(int partition) {
        this.partition = partition;
    }

    /** For everyone who waits for anything. */
    JobsAvailable everything() {
        return new JobsAvailable("", "", partition);
    }

    /** Someone asked. The result are notices for those that are forgotten for want of room: they had better ask again. */
    List<JobsAvailable> asked(ActivateJobs command, JobsActivated answer) {
        if (answer.getTruncated() || answer.getJobs().size() >= command.getMaxJobs()) {
            return List.of();
        }
        for (String tenant : command.getTenantIds()) {
            hungry.add(new Hungry(tenant, command.getType()));
        }
        List<JobsAvailable> forgotten = new ArrayList<>();
        Iterator<Hungry> eldest = hungry.iterator();
        while (hungry.size() > MOST) {
            forgotten.add(notice(eldest.next()));
            eldest.remove();
        }
        return forgotten;
    }

    /** Jobs have begun to wait for a worker. The result are notices for those who wait for them. */
    List<JobsAvailable> nowActivatable(List<ActivatableRow> rows) {
        if (hungry.isEmpty() || rows.isEmpty()) {
            return List.of();
        }
        List<JobsAvailable> notices = new ArrayList<>(1);
        for (ActivatableRow row : rows) {
            Hungry fed = new Hungry(row.tenantId(), row.type());
            if (hungry.remove(fed)) {
                notices.add(notice(fed));
            }
        }
        return notices;
    }

    private JobsAvailable notice(Hungry fed) {
        return new JobsAvailable(fed.type, fed.tenantId, partition);
    }
}
