package dev.reprise.node.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.node.tls.ClientContext;
import dev.reprise.node.tls.TlsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Who calls a node, and which node is believed to be one. */
public final class Identity {
    private static final String KEY_VARIABLE = "REPRISE_API_KEY";
    private static final String USER_VARIABLE = "REPRISE_USER";
    private static final String FILE = "_FILE";

    @Option(
            names = "--api-key",
            paramLabel = "@FILE",
            description =
                    "File with an API key or a bearer token (REPRISE_API_KEY_FILE; REPRISE_API_KEY is the key itself).")
    private @Nullable String apiKey;

    @Option(
            names = "--user",
            paramLabel = "@FILE",
            description = "File with NAME:PASSWORD (REPRISE_USER_FILE; REPRISE_USER is both themselves).")
    private @Nullable String user;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            defaultValue = "${env:REPRISE_CA_FILE}",
            description = "PEM file with the authorities of the node's certificate (REPRISE_CA_FILE).")
    private @Nullable Path authorities;

    @Spec(Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /**
     * The header {@code Authorization}; empty to say nothing.
     *
     * @throws ParameterException if a secret stands on the command line, where others on the machine can see it, or its file cannot be read
     */
    Optional<String> authorization() {
        return authorization(System.getenv());
    }

    Optional<String> authorization(Map<String, String> environment) {
        if (apiKey != null || (user == null && given(environment, KEY_VARIABLE))) {
            return secret("--api-key", apiKey, KEY_VARIABLE, environment).map(key -> "Bearer " + key);
        }
        return secret("--user", user, USER_VARIABLE, environment)
                .map(both -> "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8)));
    }

    /** What is trusted beside what the Java platform trusts; empty for nothing. */
    Optional<SSLContext> trust() {
        try {
            return Optional.ofNullable(authorities).map(ClientContext::trusting);
        } catch (TlsException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private static boolean given(Map<String, String> environment, String variable) {
        return environment.containsKey(variable) || environment.containsKey(variable + FILE);
    }

    private Optional<String> secret(
            String option, @Nullable String value, String variable, Map<String, String> environment) {
        if (value == null) {
            return Optional.ofNullable(environment.get(variable))
                    .or(() -> Optional.ofNullable(environment.get(variable + FILE))
                            .map(this::read));
        }
        if (!value.startsWith("@")) {
            throw new ParameterException(
                    command.commandLine(),
                    "Expected " + option + " @FILE, or " + variable
                            + " in the environment: others on this machine can see what stands on a command line");
        }
        return Optional.of(read(value.substring(1)));
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new ParameterException(command.commandLine(), "cannot read " + file + ": " + e);
        }
    }
}
