package dev.reprise.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TeardownTest {
    @Test
    void closesInTheOppositeOrderAndGoesOnAfterAFailure() {
        List<String> closed = new ArrayList<>();
        Teardown teardown = new Teardown();
        teardown.add("first", () -> closed.add("first"));
        IOException fault = new IOException("disk, as this test wants it");
        fault.setStackTrace(new StackTraceElement[0]);
        teardown.add("failing", () -> {
            throw fault;
        });
        teardown.add("last", () -> closed.add("last"));

        teardown.close();
        teardown.close();

        assertThat(closed).containsExactly("last", "first");
    }
}
