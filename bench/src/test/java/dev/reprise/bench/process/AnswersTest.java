package dev.reprise.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What children answer in a line, and what becomes of it. */
class AnswersTest {
    @Test
    void areReadAsTheyWereWritten() {
        Tasks tasks = new Tasks(1, 2, 345);
        Usage usage = new Usage(1, 2, 3, 4, 5, 6);

        assertThat(Tasks.parse(tasks.line())).isEqualTo(tasks);
        assertThat(Usage.parse(usage.line())).isEqualTo(usage);
        assertThat(Restoration.parse("17 4711 19")).isEqualTo(new Restoration(17, 4711, 19));
    }

    @Test
    void nameThePortsOfAStandaloneNode() {
        assertThat(NodeAddress.of("http://127.0.0.1:8080 kafka 127.0.0.1:9092"))
                .isEqualTo(new NodeAddress(8080, "127.0.0.1:9092"));
    }
}
