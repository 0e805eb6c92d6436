package dev.reprise.node.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.node.Node;
import dev.reprise.node.support.Standalone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Not a test but a command, which keeps the data folder that the release in the making leaves behind:
 *
 * <pre>mvn -pl node -am test -Dtest=WriteDataOfRelease -Dsurefire.failIfNoSpecifiedTests=false</pre>
 *
 * To be run whenever schemas of that release have been frozen anew. Data of a release that is out stay as they are, for ever.
 */
class WriteDataOfRelease {
    private static final int LARGEST = 300_000;

    @TempDir
    private Path folder;

    @Test
    void keepsWhatANodeLeavesBehind() throws Exception {
        Path zip = DataOfRelease.ofTheReleaseInTheMaking();
        ObjectNode expected = JsonNodeFactory.instance.objectNode();
        String years = Long.toString(Duration.ofDays(365 * 100).toMillis());
        try (Node node = Standalone.start(folder, "retention-ms", years)) {
            ReleaseJobs.make(node);
            for (long job = 1; job <= ReleaseJobs.LAST; job++) {
                expected.set(Long.toString(job), ReleaseJobs.job(node, job));
            }
        }
        DataOfRelease.pack(folder, expected.toPrettyString(), zip);
        assertThat(Files.size(zip)).isLessThan(LARGEST);
    }
}
