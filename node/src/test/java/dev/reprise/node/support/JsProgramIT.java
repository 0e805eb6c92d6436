package dev.reprise.node.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JsProgramIT {
    @Test
    void hasAllClientsOfTheVendors() {
        try (JsProgram program = JsProgram.start("clients.mjs")) {
            assertThat(program.expectSuccess()).hasSize(5).allMatch(line -> line.endsWith(" function"));
        }
    }

    @Test
    void saysWhatAProgramPrintedThatFails() {
        try (JsProgram program = JsProgram.start("no-such-program.mjs")) {
            assertThatThrownBy(() -> program.awaitLine("ready")).hasMessageContaining("MODULE_NOT_FOUND");
            assertThatThrownBy(program::expectSuccess).hasMessageContaining("exit code");
        }
    }
}
