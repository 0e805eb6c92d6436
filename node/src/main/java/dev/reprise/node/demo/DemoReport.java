package dev.reprise.node.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.common.JobState;
import dev.reprise.node.cli.client.ApiCall;
import dev.reprise.node.cli.client.ApiClient;
import dev.reprise.schemas.JobKeys;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Asks the node over HTTP what has become of everything, prints it, and holds it against the plan. */
final class DemoReport {
    private final String url;
    private final ApiClient api;
    private final List<JobPlan> plans;
    private final PrintStream out;
    private final List<String> problems = new ArrayList<>();

    DemoReport(String url, List<JobPlan> plans, PrintStream out) {
        this.url = url;
        this.plans = plans;
        this.out = out;
        api = new ApiClient(URI.create(url));
    }

    /** Prints the summary; the result is what differs from the plan, a sentence each. */
    List<String> print(int commandsSent, int rejections, int deadLetters, int repeated) {
        Metrics metrics = Metrics.of(url);
        Map<String, Long> outcomes = metrics.by("reprise_commands_total", "outcome");
        out.println();
        out.println("Summary, read back over HTTP from " + url);
        line("commands", outcomes, metrics.sum("reprise_commands_total"));
        line("events", metrics.by("reprise_events_total", "type"), metrics.sum("reprise_events_total"));
        jobs();
        incidents();
        retries();
        line(
                "rejections",
                metrics.by("reprise_rejections_total", "rejection"),
                metrics.sum("reprise_rejections_total"));
        line(
                "dead letters",
                metrics.by("reprise_dead_letters_total", "reason"),
                metrics.sum("reprise_dead_letters_total"));
        check(
                "commands to jobs taken from job-commands",
                commandsSent,
                metrics.sum("reprise_commands_total")
                        - metrics.by("reprise_commands_total", "type").getOrDefault("ActivateJobs", 0L)
                        + metrics.sum("reprise_dead_letters_total"));
        check("rejections", rejections, metrics.sum("reprise_rejections_total"));
        check("dead letters", deadLetters, metrics.sum("reprise_dead_letters_total"));
        check("repeated commands", repeated, outcomes.getOrDefault("repeated", 0L));
        return problems;
    }

    private void jobs() {
        Map<String, JsonNode> jobs = all("/v1/jobs", "jobs");
        Map<String, Long> states = jobs.values().stream()
                .collect(Collectors.groupingBy(job -> job.path("state").asText(), Collectors.counting()));
        line("jobs", states, jobs.size());
        check("jobs", plans.size(), jobs.size());
        for (JobPlan plan : plans) {
            JsonNode job = jobs.get(JobKeys.text(plan.jobKey()));
            String state = job == null ? "unknown" : job.path("state").asText();
            if (!state.equals(plan.ending().name())) {
                problems.add("Expected job %d to be %s, but it is %s".formatted(plan.jobKey(), plan.ending(), state));
            }
        }
    }

    private void incidents() {
        Map<String, JsonNode> incidents = all("/v1/incidents", "incidents");
        Map<String, Long> reasons = incidents.values().stream()
                .collect(Collectors.groupingBy(
                        incident -> incident.path("reason").asText(), Collectors.counting()));
        line("open incidents", reasons, incidents.size());
        check(
                "open incidents",
                plans.stream()
                        .filter(plan -> plan.ending() == JobState.INCIDENT)
                        .count(),
                incidents.size());
    }

    /** Lateness of every retry, from the histories of the jobs. */
    private void retries() {
        List<Long> lateness = new ArrayList<>();
        for (JobPlan plan : plans) {
            if (plan.attempts().size() > 1) {
                JsonNode history = api.send(ApiCall.get("/v1/jobs/" + JobKeys.text(plan.jobKey()) + "/history"));
                history.path("events").forEach(event -> {
                    if (event.path("type").asText().equals("JobRetryDue")) {
                        lateness.add(event.path("lateness").asLong());
                    }
                });
            }
        }
        lateness.sort(Long::compare);
        if (lateness.isEmpty()) {
            problems.add("Expected retries in the histories, but there are none");
            return;
        }
        out.printf(
                "  %-15s %6d  fired after their time by: median %d ms, 99 %% within %d ms, at most %d ms%n",
                "retries", lateness.size(), at(lateness, 0.5), at(lateness, 0.99), at(lateness, 1));
        if (lateness.get(0) < 0) {
            problems.add("Expected no retry to fire before its time, but one did by %d ms".formatted(-lateness.get(0)));
        }
    }

    private static long at(List<Long> sorted, double quantile) {
        return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(quantile * sorted.size())));
    }

    private Map<String, JsonNode> all(String path, String member) {
        Map<String, JsonNode> all = new HashMap<>();
        String cursor = null;
        do {
            JsonNode page = api.send(ApiCall.get(path).query("limit", 100).query("cursor", cursor));
            page.path(member).forEach(item -> all.put(item.path("jobKey").asText(), item));
            cursor = page.path("nextCursor").asText("");
        } while (!cursor.isEmpty() && !Objects.equals(cursor, "null"));
        return all;
    }

    private void line(String what, Map<String, Long> parts, long sum) {
        String text = parts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(part -> part.getKey() + " " + part.getValue())
                .collect(Collectors.joining(", "));
        out.printf("  %-15s %6d  %s%n", what, sum, text);
    }

    private void check(String what, long expected, long actual) {
        if (expected != actual) {
            problems.add("Expected %d %s, but there are %d".formatted(expected, what, actual));
        }
    }
}
