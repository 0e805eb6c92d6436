package dev.reprise.node.camunda8.clients;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What workers were given and what they reported, job by job; notices at once what must not be. */
final class Ledger {
    /** One job as its workers know it. */
    static final class Entry {
        private final List<Report> reports = new ArrayList<>();
        private String holder = "";
        private int retries = 3;

        /** The reports so far, oldest first. */
        synchronized List<Report> reports() {
            return List.copyOf(reports);
        }
    }

    private final long seed;
    private final Map<Long, Entry> entries = new ConcurrentHashMap<>();
    private final Queue<String> mistakes = new ConcurrentLinkedQueue<>();
    private final CountDownLatch open;

    Ledger(long seed, Collection<Long> jobs) {
        this.seed = seed;
        jobs.forEach(key -> entries.put(key, new Entry()));
        open = new CountDownLatch(jobs.size());
    }

    /** A worker is given a job, and is told what to report of it. */
    Report given(long jobKey, String worker, int retries) {
        Entry entry = entries.get(jobKey);
        if (entry == null) {
            throw mistake("%s was given job %d, which nobody created".formatted(worker, jobKey));
        }
        synchronized (entry) {
            if (!entry.holder.isEmpty()) {
                throw mistake("%s was given job %d while %s held it".formatted(worker, jobKey, entry.holder));
            }
            if (!entry.reports.isEmpty()
                    && entry.reports.get(entry.reports.size() - 1).last()) {
                throw mistake("%s was given job %d after %s".formatted(worker, jobKey, entry.reports));
            }
            if (retries != entry.retries) {
                throw mistake("%s was given job %d with %d retries after %s"
                        .formatted(worker, jobKey, retries, entry.reports));
            }
            entry.holder = worker;
            return Report.draw(seed, jobKey, entry.reports.size() + 1, retries);
        }
    }

    /** A worker is about to report: from then on another may be given the job. */
    void reports(long jobKey, Report report) {
        Entry entry = Objects.requireNonNull(entries.get(jobKey));
        synchronized (entry) {
            entry.holder = "";
            entry.retries = report.retries();
            entry.reports.add(report);
        }
        if (report.last()) {
            open.countDown();
        }
    }

    /** Notes what went wrong, and gives it back to be thrown. */
    AssertionError mistake(String what) {
        mistakes.add(what);
        return new AssertionError(what);
    }

    /** Waits for the last report of the last job; false if it was waited for in vain, or something is wrong already. */
    boolean awaitLastReports(long seconds) throws InterruptedException {
        boolean all = false;
        for (long second = 0; second < seconds && !all && mistakes.isEmpty(); second++) {
            all = open.await(1, TimeUnit.SECONDS);
        }
        return all;
    }

    /** Jobs whose last report has not come yet. */
    long open() {
        return open.getCount();
    }

    Collection<String> mistakes() {
        return List.copyOf(mistakes);
    }

    Map<Long, Entry> entries() {
        return entries;
    }
}
