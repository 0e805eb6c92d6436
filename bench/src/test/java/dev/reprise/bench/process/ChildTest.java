package dev.reprise.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void tellsAnswersFromWhatTheLogSays() throws IOException {
        try (Child child = Child.start("chatty", folder, List.of(), ChattyMain.class, List.of())) {
            assertThat(child.ready()).isEqualTo("yes");
            assertThat(child.ask("greet")).isEqualTo("hello");
            assertThat(child.usage().cpuNanos()).isPositive();
        }
        assertThat(folder.resolve("chatty.log")).content().contains("a warning before", "a warning between");
    }

    /** A child whose libraries print to stdout. */
    static final class ChattyMain {
        private ChattyMain() {}

        public static void main(String[] args) throws IOException {
            ChildConsole.claim();
            System.out.println("a warning before");
            ChildConsole.serve("yes", Map.of("greet", () -> {
                System.out.println("a warning between");
                return "hello";
            }));
        }
    }
}
