package dev.reprise.node.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where settings come from, the stronger first: command line, environment, file.
 *
 * @param flags options given on the command line, by name without dashes
 * @param extra {@code kafka.*} and {@code streams.*} settings given on the command line
 * @param environment variables of the process; those that are none of ours are passed over
 * @param file a properties file in UTF-8, or null for none
 */
public record ConfigSources(
        Map<String, String> flags,
        Map<String, String> extra,
        Map<String, String> environment,
        @Nullable Path file) {
    /** The variable that names the file when the command line does not. */
    public static final String FILE_VARIABLE = "REPRISE_CONFIG";

    private static final List<String> PREFIXES = List.of(NodeOptions.KAFKA_PREFIX, NodeOptions.STREAMS_PREFIX);

    /** Nothing but what is given here. */
    public static ConfigSources ofFlags(Map<String, String> flags) {
        return new ConfigSources(flags, Map.of(), Map.of(), null);
    }

    /** The same; if nobody gave this option, it has the supplied value. */
    public ConfigSources withDefault(String name, Supplier<String> value) {
        if (settings(Mode.CLUSTER).containsKey(name)) {
            return this;
        }
        Map<String, String> more = new TreeMap<>(flags);
        more.put(name, value.get());
        return new ConfigSources(more, extra, environment, file);
    }

    /** Without what was given: there may be secrets in it. */
    @Override
    public String toString() {
        return "ConfigSources[" + (file == null ? "no file" : file) + "]";
    }

    /** All settings by name, each from the strongest place that has it. */
    Map<String, Setting> settings(Mode mode) {
        List<String> mistakes = new ArrayList<>();
        Map<String, Setting> settings = new TreeMap<>();
        fromFile(settings, mistakes);
        fromEnvironment(mode, settings);
        fromCommandLine(settings, mistakes);
        SecretFiles.read(settings, mistakes);
        if (!mistakes.isEmpty()) {
            throw new InvalidConfigException(mistakes);
        }
        return settings;
    }

    private void fromCommandLine(Map<String, Setting> settings, List<String> mistakes) {
        flags.forEach((name, value) -> fromCommandLine(new Setting(name, value, "--" + name), settings, mistakes));
        extra.forEach((name, value) -> {
            if (isPassedThrough(name)) {
                fromCommandLine(new Setting(name, value, "--set " + name), settings, mistakes);
            } else {
                mistakes.add("--set " + name + ": only kafka.* and streams.* settings can be given so");
            }
        });
    }

    private static void fromCommandLine(Setting setting, Map<String, Setting> settings, List<String> mistakes) {
        if (SecretFiles.standsOpen(setting)) {
            mistakes.add(setting.origin() + ": others on this machine can see a secret that stands on the command line;"
                    + " @<path> names a file that has it, and the environment may have it too");
        } else {
            put(settings, setting);
        }
    }

    private void fromEnvironment(Mode mode, Map<String, Setting> settings) {
        environment.forEach((variable, value) ->
                passedThroughName(variable).ifPresent(name -> settings.put(name, new Setting(name, value, variable))));
        for (Option option : NodeOptions.all()) {
            String value = environment.get(option.environmentName());
            // The same environment may serve several commands, so what this one does not know is no mistake.
            if (value != null && option.modes().contains(mode)) {
                put(settings, new Setting(option.name(), value, option.environmentName()));
            }
            String file = option.secret() ? environment.get(option.environmentName() + "_FILE") : null;
            if (file != null && option.modes().contains(mode)) {
                put(settings, new Setting(option.fileName(), file, option.environmentName() + "_FILE"));
            }
        }
    }

    private void fromFile(Map<String, Setting> settings, List<String> mistakes) {
        Path path = file != null
                ? file
                : Optional.ofNullable(environment.get(FILE_VARIABLE))
                        .map(Path::of)
                        .orElse(null);
        if (path == null) {
            return;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path, UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidConfigException("Expected to read the configuration file " + path + ", but: " + e);
        }
        for (String name : properties.stringPropertyNames()) {
            if (isPassedThrough(name) || NodeOptions.find(name).isPresent() || SecretFiles.isName(name)) {
                put(settings, new Setting(name, properties.getProperty(name), name + " in " + path));
            } else {
                mistakes.add(name + " in " + path + ": there is no such setting" + Suggestion.of(name));
            }
        }
    }

    /** A secret, and the file that has it, are two ways to say the same: the stronger place counts for both. */
    private static void put(Map<String, Setting> settings, Setting setting) {
        SecretFiles.other(setting.name()).ifPresent(settings::remove);
        settings.put(setting.name(), setting);
    }

    private static boolean isPassedThrough(String name) {
        return PREFIXES.stream().anyMatch(name::startsWith);
    }

    /** {@code REPRISE_KAFKA_SECURITY_PROTOCOL} is {@code kafka.security.protocol}, unless an option has that name. */
    private static Optional<String> passedThroughName(String variable) {
        if (NodeOptions.all().stream()
                .anyMatch(option -> option.environmentName().equals(variable))) {
            return Optional.empty();
        }
        return PREFIXES.stream()
                .filter(prefix -> variable.startsWith(
                        "REPRISE_" + prefix.toUpperCase(Locale.ROOT).replace('.', '_')))
                .map(prefix -> variable.substring("REPRISE_".length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '.'))
                .findFirst();
    }
}
