package dev.reprise.node.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Secrets that are given as files: {@code cluster-secret-file=<path>}, or {@code cluster-secret=@<path>}. The last end of line is none of theirs. */
final class SecretFiles {
    private static final char AT = '@';

    private SecretFiles() {}

    /** Whether this names the file of a secret. */
    static boolean isName(String name) {
        return secretOf(name).isPresent();
    }

    /** The other name under which the same secret can be given. */
    static Optional<String> other(String name) {
        Optional<String> secret = secretOf(name);
        return secret.isPresent()
                ? secret
                : NodeOptions.find(name).filter(Option::secret).map(Option::fileName);
    }

    /** Whether a secret stands there itself, rather than the name of a file that has it. */
    static boolean standsOpen(Setting setting) {
        return !isName(setting.name())
                && Secrets.isForNobodysEyes(setting.name())
                && !setting.value().isBlank()
                && !namesFile(setting.value());
    }

    private static boolean namesFile(String value) {
        return value.length() > 1 && value.charAt(0) == AT;
    }

    private static Optional<String> secretOf(String name) {
        return name.endsWith(Option.FILE)
                ? NodeOptions.find(name.substring(0, name.length() - Option.FILE.length()))
                        .filter(Option::secret)
                        .map(Option::name)
                : Optional.empty();
    }

    /** Puts what the files have in the place of their names. */
    static void read(Map<String, Setting> settings, List<String> mistakes) {
        for (Setting setting : new ArrayList<>(settings.values())) {
            Optional<String> secret = secretOf(setting.name());
            if (secret.isPresent()) {
                settings.remove(setting.name());
                read(secret.get(), setting.value(), setting, settings, mistakes);
            } else if (Secrets.isSecret(setting.name()) && namesFile(setting.value())) {
                read(setting.name(), setting.value().substring(1), setting, settings, mistakes);
            }
        }
    }

    private static void read(
            String name, String path, Setting given, Map<String, Setting> settings, List<String> mistakes) {
        try {
            String secret = Files.readString(Path.of(path.trim())).replaceFirst("\\R$", "");
            settings.put(name, new Setting(name, secret, path + " named by " + given.origin()));
        } catch (IOException | IllegalArgumentException e) {
            mistakes.add(given.origin() + ": the file of a secret cannot be read: " + e);
        }
    }
}
