package dev.reprise.node.metrics;

import dev.reprise.node.support.DocFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MetricsDocsTest {
    @Test
    void metricsAreDocumentedAsTheyAre() throws IOException {
        DocFile.assertUpToDate("metrics.md", MetricsDocs.markdown());
    }
}
