package dev.reprise.processor.metrics;

import static dev.reprise.processor.metrics.MeterType.COUNTER;
import static dev.reprise.processor.metrics.MeterType.GAUGE;
import static dev.reprise.processor.metrics.MeterType.HISTOGRAM;

import java.util.List;

/** The catalogue of all that the engine measures. The documentation of metrics is made from it. */
public enum Meter {
    COMMANDS(
            COUNTER,
            "reprise.commands",
            "commands",
            "Commands decided. outcome: accepted, rejected, repeated.",
            "type",
            "outcome"),
    EVENTS(COUNTER, "reprise.events", "events", "Events written, by type.", "type"),
    REJECTIONS(
            COUNTER,
            "reprise.rejections",
            "commands",
            "Commands refused, by command and by kind of refusal; repeated ones included.",
            "type",
            "rejection"),
    DEAD_LETTERS(
            COUNTER,
            "reprise.dead.letters",
            "records",
            "Records of job-commands that were put aside, by reason.",
            "reason"),
    FORWARDED(
            COUNTER,
            "reprise.forwarded",
            "commands",
            "Commands that had come to a partition that is not their job's and were forwarded. A producer uses another partitioner than Kafka's."),
    REPLIES(COUNTER, "reprise.replies", "records", "Answers written to job-replies."),
    REPLIES_LOST(
            COUNTER,
            "reprise.replies.lost",
            "records",
            "Answers that nobody gets since the reply-to header of the command is no partition number."),
    NOTICES(COUNTER, "reprise.notices", "records", "Wake-up calls written to job-notices."),
    COMMAND_AGE(
            HISTOGRAM,
            "reprise.command.age",
            "milliseconds",
            "Time from the timestamp of a command's record to its decision; how far the engine is behind."),
    RETRY_LATENESS(
            HISTOGRAM,
            "reprise.retry.lateness",
            "milliseconds",
            "Time from when a retry was due to when it was fired. The measure that matters most."),
    LEASE_LATENESS(
            HISTOGRAM,
            "reprise.lease.lateness",
            "milliseconds",
            "Time from when a lease ran out to when the job was taken back."),
    ACTIVATED_JOBS(HISTOGRAM, "reprise.activated.jobs", "jobs", "Jobs handed out by one ActivateJobs."),
    DUE_SCANS(
            COUNTER,
            "reprise.due.scans",
            "scans",
            "Looks at the due index. end: drained (nothing more is due), budget (goes on at the next tick).",
            "end"),
    DUE_SCAN_ENTRIES(HISTOGRAM, "reprise.due.scan.entries", "rows", "Due rows handled by one scan that found any."),
    DUE_SCAN_TIME(
            HISTOGRAM, "reprise.due.scan.time", "milliseconds", "Length of one scan of the due index that found any."),
    DUE_FIRED(COUNTER, "reprise.due.fired", "rows", "Due rows that acted. kind: RETRY, LEASE, RETENTION.", "kind"),
    DUE_STALE(
            COUNTER,
            "reprise.due.stale",
            "rows",
            "Due rows that did not fit their job and were removed. Not 0 means a bug."),
    DUE_PARKED(
            COUNTER,
            "reprise.due.parked",
            "rows",
            "Times that a due row made the engine throw and was put off. Not 0 means a bug."),
    DUE_BACKLOG(
            GAUGE,
            "reprise.due.backlog",
            "milliseconds",
            "How long the oldest row that should have acted has been waiting, at the end of the last scan; 0 when none is.",
            "partition"),
    POLICY_ERRORS(
            COUNTER,
            "reprise.policy.errors",
            "policies",
            "Retry policies that are unreadable or invalid and count as absent. reason: unreadable, invalid.",
            "reason"),
    THREAD_DEATHS(
            COUNTER,
            "reprise.stream.thread.deaths",
            "threads",
            "Stream threads that died of an exception. action: replaced, gave_up.",
            "action"),
    GATEWAY_COMMANDS(
            COUNTER,
            "reprise.gateway.commands",
            "commands",
            "Commands that a gateway was to send. outcome: accepted, rejected, not_appended (503), unknown (504).",
            "type",
            "outcome"),
    GATEWAY_ANSWER_TIME(
            HISTOGRAM,
            "reprise.gateway.answer.time",
            "milliseconds",
            "Time from when a gateway sent a command to when it knew the outcome.",
            "type"),
    GATEWAY_ANSWERS_LATE(
            COUNTER,
            "reprise.gateway.answers.late",
            "answers",
            "Answers that came when nobody waited for them any more."),
    GATEWAY_IN_FLIGHT(
            GAUGE, "reprise.gateway.in.flight", "commands", "Commands of a gateway without an answer at the moment."),
    GATEWAY_ALLOWANCE(
            GAUGE,
            "reprise.gateway.allowance",
            "commands",
            "Commands that a gateway would have in flight at most, as things stand: fewer than most-in-flight when answers are slow."),
    GATEWAY_PARTITIONS_LOST(
            GAUGE,
            "reprise.gateway.partitions.lost",
            "partitions",
            "Partitions of job-commands that a gateway could not deliver to when it last tried."),
    GATEWAY_POLLS(
            COUNTER,
            "reprise.gateway.polls",
            "polls",
            "Polls for jobs that ended. end: jobs, empty, gone (the client), refused (503), unknown (504).",
            "end"),
    GATEWAY_WAITERS(GAUGE, "reprise.gateway.waiters", "polls", "Polls for jobs that have no answer at the moment."),
    GATEWAY_GIVEN_BACK(
            COUNTER,
            "reprise.gateway.given.back",
            "jobs",
            "Jobs that were activated for a client that was gone. outcome: given_back, not_held (any more), unknown.",
            "outcome"),
    HTTP_REFUSED(
            COUNTER,
            "reprise.http.refused",
            "requests",
            "Requests over HTTP that were refused for their caller. why: nothing (was said of who calls), wrong (key, password or token), role (may not), peer (no node of the cluster).",
            "why");

    private final MeterType type;
    private final String meterName;
    private final String unit;
    private final String help;
    private final List<String> tags;

    Meter(MeterType type, String meterName, String unit, String help, String... tags) {
        this.type = type;
        this.meterName = meterName;
        this.unit = unit;
        this.help = help;
        this.tags = List.of(tags);
    }

    public MeterType type() {
        return type;
    }

    /** Name in lower case with dots between the words. */
    public String meterName() {
        return meterName;
    }

    public String unit() {
        return unit;
    }

    /** One or two sentences for people. */
    public String help() {
        return help;
    }

    /** Names of its tags, in the order in which values are given. */
    public List<String> tags() {
        return tags;
    }
}
