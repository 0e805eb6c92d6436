package dev.reprise.faults.check;

import dev.reprise.common.JobState;
import dev.reprise.event.IncidentCreated;
import dev.reprise.event.JobActivated;
import dev.reprise.event.JobCreated;
import dev.reprise.event.JobRetryDue;
import dev.reprise.event.JobTimedOut;
import dev.reprise.faults.memory.Memories;
import dev.reprise.faults.memory.ReadMemory;
import dev.reprise.faults.memory.SentCommand;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.apache.avro.specific.SpecificRecord;

/** Counts. */
final class Tally {
    private static final int SAMPLE = 50;

    private final CheckSettings settings;
    private final Random random;
    private final Histogram lateness = new Histogram(3);
    private final Map<String, Histogram> latenessIn = new TreeMap<>();
    private final Map<JobState, Long> finalStates = new EnumMap<>(JobState.class);
    private final Map<JobState, List<FinalJob>> sample = new EnumMap<>(JobState.class);
    private long events;
    private long jobs;
    private long leases;
    private long timeouts;
    private long incidents;
    private long endedBackoffs;
    private long doubtfulRetries;
    long rejections;
    long repeatedRejections;
    long forgotten;

    Tally(CheckSettings settings) {
        this.settings = settings;
        random = new Random(settings.seed());
        settings.windows().forEach(window -> in(window.name()));
    }

    void event(SpecificRecord event) {
        events++;
        if (event instanceof JobCreated) {
            jobs++;
        } else if (event instanceof JobActivated) {
            leases++;
        } else if (event instanceof JobTimedOut) {
            timeouts++;
        } else if (event instanceof IncidentCreated) {
            incidents++;
        }
    }

    /** A backoff ended; by itself, unless a command ended it early. */
    void retry(JobRetryDue event, long scheduledAt) {
        long dueAt = event.getDueAt().toEpochMilli();
        long at = event.getOccurredAt().toEpochMilli();
        if (event.getEarly()) {
            endedBackoffs++;
        } else if (settings.doubt().touches(Math.min(scheduledAt, at), Math.max(scheduledAt, at))) {
            doubtfulRetries++;
        } else {
            long late = Math.max(0, at - dueAt);
            lateness.recordValue(late);
            settings.windows().stream()
                    .filter(window -> window.holds(dueAt))
                    .map(Window::name)
                    .distinct()
                    .forEach(name -> in(name).recordValue(late));
        }
    }

    private Histogram in(String window) {
        return latenessIn.computeIfAbsent(window, name -> new Histogram(3));
    }

    /** A job as it stands at the end; keeps some of each state, each with the same chance. */
    void ends(FinalJob job) {
        long seen = finalStates.merge(job.state(), 1L, Long::sum);
        List<FinalJob> kept = sample.computeIfAbsent(job.state(), state -> new ArrayList<>());
        if (kept.size() < SAMPLE) {
            kept.add(job);
        } else {
            long place = (long) (random.nextDouble() * seen);
            if (place < SAMPLE) {
                kept.set((int) place, job);
            }
        }
    }

    Map<JobState, List<FinalJob>> sample() {
        return sample;
    }

    Figures figures(Memories memories) {
        return new Figures(
                commands(memories),
                reads(memories),
                events,
                rejections,
                repeatedRejections,
                jobs,
                finalStates,
                leases,
                memories.leases(),
                timeouts,
                incidents,
                finalStates.getOrDefault(JobState.INCIDENT, 0L),
                endedBackoffs,
                forgotten,
                summary(lateness),
                doubtfulRetries,
                summaries());
    }

    private static Map<String, Long> commands(Memories memories) {
        Map<String, Long> counts = new TreeMap<>();
        memories.eachCommand((number, memory) -> {
            SentCommand sent = memory.sent();
            counts.merge(sent.channel() + " " + memory.told().outcome(), 1L, Long::sum);
        });
        return counts;
    }

    private static Map<String, Long> reads(Memories memories) {
        Map<String, Long> counts = new TreeMap<>();
        for (ReadMemory read : memories.reads()) {
            ReadMemory.Got got = read.got();
            counts.merge(got == null ? Figures.NO_ANSWER : Integer.toString(got.status()), 1L, Long::sum);
        }
        return counts;
    }

    private Map<String, Lateness> summaries() {
        Map<String, Lateness> summaries = new TreeMap<>();
        latenessIn.forEach((name, histogram) -> summaries.put(name, summary(histogram)));
        return summaries;
    }

    private static Lateness summary(Histogram histogram) {
        return new Lateness(
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(99),
                histogram.getMaxValue());
    }
}
