package dev.reprise.processor.engine.activate;

import dev.reprise.common.ActivationOrder;
import dev.reprise.common.JobSelection;
import dev.reprise.common.ProcessContext;
import dev.reprise.common.Variable;
import dev.reprise.processor.engine.JobsView;
import dev.reprise.processor.engine.VariableTypes;
import dev.reprise.processor.engine.rows.JobKeyIterator;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The waiting jobs that a worker takes, in the order in which it takes them. */
public final class Selection {
    /** Waiting jobs of a type and tenant that are looked at, at most. */
    public static final int MOST_LOOKED_AT = 10_000;

    private final JobSelection wanted;
    private final @Nullable Like versionTag;

    private Selection(JobSelection wanted) {
        this.wanted = wanted;
        String like = wanted.getVersionTag();
        versionTag = like == null ? null : new Like(like);
    }

    /** The jobs of a type and tenant; all of them, as they wait, if nothing is selected. */
    static JobKeyIterator waiting(@Nullable JobSelection selection, JobsView jobs, String tenant, String type) {
        JobKeyIterator all = jobs.activatable(tenant, type);
        return selection == null ? all : new Selection(selection).among(all, jobs);
    }

    /** Whether any job of a type and tenant is left. */
    public static boolean anyWaiting(@Nullable JobSelection selection, JobsView jobs, String tenant, String type) {
        try (JobKeyIterator waiting = waiting(selection, jobs, tenant, type)) {
            return waiting.hasNext();
        }
    }

    private JobKeyIterator among(JobKeyIterator all, JobsView jobs) {
        List<Job> chosen = new ArrayList<>();
        try (all) {
            for (int looked = 0; looked < MOST_LOOKED_AT && all.hasNext(); looked++) {
                Job job = jobs.job(all.next()).orElseThrow();
                if (matches(job, jobs)) {
                    chosen.add(job);
                }
            }
        }
        if (wanted.getOrder() != ActivationOrder.WAITING) {
            Comparator<Job> byAge = Comparator.comparingLong(Job::getCreatedAt);
            Comparator<Job> order = wanted.getOrder() == ActivationOrder.OLDEST ? byAge : byAge.reversed();
            chosen.sort(
                    wanted.getUsePriority()
                            ? Comparator.comparingInt(Job::getPriority)
                                    .reversed()
                                    .thenComparing(order)
                            : order);
        }
        return keys(chosen);
    }

    private boolean matches(Job job, JobsView jobs) {
        return (wanted.getBusinessKey() == null || wanted.getBusinessKey().equals(job.getBusinessKey()))
                && isOneOf(wanted.getProcessIds(), job, ProcessContext::getProcessId)
                && isOneOf(wanted.getDefinitionKeys(), job, ProcessContext::getDefinitionKey)
                && hasVersionTag(job)
                && hasOneOf(wanted.getVariables(), job, jobs);
    }

    /** A job that says nothing of its process is one of a process of its type's name. */
    private static boolean isOneOf(
            @Nullable List<String> any, Job job, Function<ProcessContext, @Nullable String> name) {
        if (any == null) {
            return true;
        }
        String is = job.getProcess() == null ? null : name.apply(job.getProcess());
        return any.contains(is == null ? job.getType() : is);
    }

    private boolean hasVersionTag(Job job) {
        String tag = job.getProcess() == null ? null : job.getProcess().getVersionTag();
        return versionTag == null || tag != null && versionTag.matches(tag);
    }

    private static boolean hasOneOf(Map<String, Variable> any, Job job, JobsView jobs) {
        if (any.isEmpty()) {
            return true;
        }
        Map<String, Variable> has =
                jobs.payload(job.getJobKey()).map(JobPayload::getVariables).orElse(Map.of());
        return any.entrySet().stream().anyMatch(entry -> {
            Variable variable = has.get(entry.getKey());
            return variable != null && VariableTypes.same(entry.getValue(), variable);
        });
    }

    private static JobKeyIterator keys(List<Job> jobs) {
        return new JobKeyIterator() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < jobs.size();
            }

            @Override
            public long next() {
                return jobs.get(next++).getJobKey();
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
    }
}
