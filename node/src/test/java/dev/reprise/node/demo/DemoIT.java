package dev.reprise.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DemoIT {
    @Test
    void isAsItShouldBe() {
        PrintStream before = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int exit;
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            exit = new CommandLine(new DemoCommand()).execute();
        } finally {
            System.setOut(before);
        }
        assertThat(exit).as(said.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("All is as it should be.");
    }
}
