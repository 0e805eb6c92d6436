package dev.reprise.faults.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CopyMetricsTest {
    @Test
    void countsWhatCopiesOfTheEngineLack() {
        String lag = "kafka_consumer_fetch_manager_records_lag{client_id=\"c\",partition=\"%d\",topic=\"%s\"} %s\n";
        String metrics = "# TYPE kafka_consumer_fetch_manager_records_lag gauge\n"
                + lag.formatted(0, "reprise-jobs-changelog", "7.0")
                + lag.formatted(1, "reprise-job-payloads-changelog", "1.2E3")
                + lag.formatted(2, "reprise-meta-changelog", "NaN")
                + lag.formatted(0, "reprise-read-model-history-changelog", "90000.0")
                + lag.formatted(0, "job-commands", "500.0")
                + "kafka_consumer_fetch_manager_records_lag_max{client_id=\"c\"} 9.0\n";

        assertThat(CopyMetrics.recordsBehind(metrics)).hasValue(1_207);
        assertThat(CopyMetrics.recordsBehind(lag.formatted(0, "job-commands", "5.0")))
                .hasValue(0);
        assertThat(CopyMetrics.recordsBehind("java.net.ConnectException")).isEmpty();
    }
}
