package dev.reprise.node.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The node's counters as its {@code /metrics} page shows them. */
final class Metrics {
    private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{([^}]*)})? ([0-9.Ee+-]+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    private final String page;

    private Metrics(String page) {
        this.page = page;
    }

    static Metrics of(String url) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url + "/metrics")).build();
            return new Metrics(HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new IllegalStateException("Expected the metrics of " + url + ", but " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reading the metrics of " + url, e);
        }
    }

    /** Sums of a counter by the value of a label. */
    Map<String, Long> by(String counter, String label) {
        Map<String, Long> sums = new TreeMap<>();
        samples(counter).forEach(sample -> {
            Matcher labels = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
            while (labels.find()) {
                if (labels.group(1).equals(label)) {
                    sums.merge(labels.group(2), value(sample), Long::sum);
                }
            }
        });
        return sums;
    }

    long sum(String counter) {
        return samples(counter).mapToLong(Metrics::value).sum();
    }

    private Stream<Matcher> samples(String name) {
        return page.lines()
                .map(SAMPLE::matcher)
                .filter(Matcher::matches)
                .filter(m -> m.group(1).equals(name));
    }

    private static long value(Matcher sample) {
        return (long) Double.parseDouble(sample.group(3));
    }
}
