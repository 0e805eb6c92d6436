package dev.reprise.faults.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.faults.memory.Channel;
import dev.reprise.faults.memory.CommandKind;
import dev.reprise.faults.memory.LeaseMemory;
import dev.reprise.faults.memory.Memories;
import dev.reprise.faults.memory.SentCommand;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One client over HTTP, one thread: it creates jobs, works on jobs, reports well and badly, in time and late, and looks after its
 * incidents.
 */
final class HttpClientLoad implements Runnable {
    private static final List<String> TYPES = List.of("charge-card", "send-mail", "print-label");
    private static final int MOST_REMEMBERED = 200;
    private static final long LEASE_MILLIS = 5_000;
    private static final long LATE_MILLIS = 500;
    private static final long POLL_MILLIS = 400;
    private static final int MOST_JOBS = 4;

    private final String name;
    private final CommandSender sender;
    private final HttpCaller http;
    private final Memories memories;
    private final Random chance;
    private final JobKeys keys;
    private final Stop stop;
    private final Deque<Long> incidents = new ArrayDeque<>();
    private final Deque<Long> backingOff = new ArrayDeque<>();
    private final List<HeldJob> late = new ArrayList<>();
    private long commands;

    HttpClientLoad(int number, CommandSender sender, HttpCaller http, Memories memories, long seed, Stop stop) {
        name = "http-" + number;
        this.sender = sender;
        this.http = http;
        this.memories = memories;
        this.stop = stop;
        chance = new Random(seed);
        keys = new JobKeys(number);
    }

    @Override
    public void run() {
        while (!stop.isAsked()) {
            int next = chance.nextInt(100);
            if (next < 30) {
                create();
            } else if (next < 85) {
                work();
            } else if (next < 95) {
                lookAfterIncidents();
            } else {
                meddle();
            }
            reportLate();
        }
    }

    private void create() {
        long jobKey = keys.next();
        String type = TYPES.get(chance.nextInt(TYPES.size()));
        send(
                command(CommandKind.CREATE, jobKey),
                "/v1/jobs",
                "{\"jobKey\":\"%d\",\"type\":\"%s\",\"retries\":%d,\"variables\":{\"n\":%d}}"
                        .formatted(jobKey, type, 1 + chance.nextInt(3), chance.nextInt()));
    }

    private void work() {
        String type = TYPES.get(chance.nextInt(TYPES.size()));
        long askedAt = System.currentTimeMillis();
        Answer answer = http.call(
                Call.post(
                        "/v1/jobs/activation",
                        "{\"type\":\"%s\",\"worker\":\"%s\",\"maxJobs\":%d,\"timeout\":%d,\"requestTimeout\":%d}"
                                .formatted(type, name, 1 + chance.nextInt(MOST_JOBS), LEASE_MILLIS, POLL_MILLIS)),
                id());
        if (!answer.isOk()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
            return;
        }
        long toldAt = System.currentTimeMillis();
        List<HeldJob> jobs = new ArrayList<>();
        for (JsonNode job : answer.body().path("jobs")) {
            HeldJob held = new HeldJob(
                    Long.parseLong(job.path("jobKey").asText()),
                    job.path("leaseToken").asText(),
                    job.path("retries").asInt(),
                    Instant.parse(job.path("deadline").asText()).toEpochMilli());
            memories.remember(new LeaseMemory(
                    name,
                    held.jobKey(),
                    held.leaseToken(),
                    job.path("attempt").asInt(),
                    askedAt,
                    toldAt,
                    held.deadline()));
            jobs.add(held);
        }
        jobs.forEach(this::workOn);
    }

    private void workOn(HeldJob job) {
        int next = chance.nextInt(100);
        if (next < 50) {
            fail(job);
        } else if (next < 80) {
            report(job, CommandKind.COMPLETE, "completion", "{\"leaseToken\":\"%s\"}");
        } else if (next < 85) {
            report(job, CommandKind.THROW_ERROR, "error", "{\"leaseToken\":\"%s\",\"errorCode\":\"NO_STOCK\"}");
        } else if (next < 90) {
            report(job, CommandKind.GIVE_BACK, "return", "{\"leaseToken\":\"%s\"}");
        } else if (next < 95) {
            late.add(job);
        } // else it is forgotten, and its lease runs out
    }

    private void fail(HeldJob job) {
        long backOff = chance.nextInt(4) == 0 ? 0 : 200 + chance.nextInt(3_800);
        int retries = Math.max(0, job.retries() - 1);
        SentCommand command = command(CommandKind.FAIL, job.jobKey()).under(job.leaseToken());
        Answer answer = send(
                retries > 0 && backOff > 0 ? command.backingOff(backOff) : command,
                "/v1/jobs/%d/failure".formatted(job.jobKey()),
                "{\"leaseToken\":\"%s\",\"retries\":%d,\"retryBackOff\":%d,\"errorMessage\":\"the bank is down\"}"
                        .formatted(job.leaseToken(), retries, backOff));
        String state = answer.body().path("state").asText();
        if (state.equals("INCIDENT")) {
            remember(incidents, job.jobKey());
        } else if (state.equals("BACKING_OFF")) {
            remember(backingOff, job.jobKey());
        }
    }

    private void report(HeldJob job, CommandKind kind, String path, String body) {
        send(
                command(kind, job.jobKey()).under(job.leaseToken()),
                "/v1/jobs/%d/%s".formatted(job.jobKey(), path),
                body.formatted(job.leaseToken()));
    }

    /** Jobs whose lease has run out by now: the report comes too late, and perhaps somebody else has the job. */
    private void reportLate() {
        long now = System.currentTimeMillis();
        List<HeldJob> due =
                late.stream().filter(job -> job.deadline() + LATE_MILLIS < now).toList();
        late.removeAll(due);
        due.forEach(job -> report(job, CommandKind.COMPLETE, "completion", "{\"leaseToken\":\"%s\"}"));
    }

    private void lookAfterIncidents() {
        Long jobKey = incidents.pollFirst();
        if (jobKey == null) {
            return;
        }
        if (chance.nextInt(5) == 0) {
            send(command(CommandKind.CANCEL, jobKey), Call.delete("/v1/jobs/%d".formatted(jobKey)));
        } else {
            send(
                    command(CommandKind.RESOLVE, jobKey),
                    "/v1/incidents/%d/resolution".formatted(jobKey),
                    "{\"retries\":%d}".formatted(1 + chance.nextInt(2)));
        }
    }

    /** Retries somebody does not want to wait for, and commands that are refused. */
    private void meddle() {
        Long jobKey = backingOff.pollFirst();
        if (jobKey == null || chance.nextBoolean()) {
            long nobody = keys.next();
            send(
                    command(CommandKind.FAIL, nobody),
                    "/v1/jobs/%d/failure".formatted(nobody),
                    "{\"retries\":1,\"errorMessage\":\"there is no such job\"}");
            return;
        }
        send(command(CommandKind.RETRY_NOW, jobKey), "/v1/jobs/%d/retry".formatted(jobKey), "{}");
    }

    private static void remember(Deque<Long> jobs, long jobKey) {
        jobs.addLast(jobKey);
        if (jobs.size() > MOST_REMEMBERED) {
            jobs.removeFirst();
        }
    }

    private Answer send(SentCommand command, String path, String body) {
        return send(command, Call.post(path, body));
    }

    private Answer send(SentCommand command, Call call) {
        return sender.send(command, call, chance);
    }

    private SentCommand command(CommandKind kind, long jobKey) {
        return new SentCommand(id(), jobKey, kind, Channel.HTTP, System.currentTimeMillis());
    }

    private String id() {
        return name + "-" + ++commands;
    }
}
