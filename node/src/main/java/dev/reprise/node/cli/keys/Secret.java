package dev.reprise.node.cli.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

/** A secret that somebody types, or pipes in: never an argument, which others on the machine could see. */
final class Secret {
    private Secret() {}

    static String fromStandardInput() throws IOException {
        String text = new String(System.in.readAllBytes(), UTF_8).replaceFirst("\\R$", "");
        if (text.isEmpty()) {
            throw new IOException("expected a secret on standard input, but there is none");
        }
        return text;
    }
}
