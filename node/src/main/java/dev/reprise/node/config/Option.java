package dev.reprise.node.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/**
 * One option of a node.
 *
 * @param key its definition: name, type, default, check, text
 * @param modes where it exists
 */
public record Option(ConfigKey key, Set<Mode> modes) {
    /** {@code http-port}: its name in a file. */
    public String name() {
        return key.name;
    }

    /** {@code --http-port}: its name on the command line. */
    public String flag() {
        return "--" + key.name;
    }

    /** {@code REPRISE_HTTP_PORT}: its name in the environment. */
    public String environmentName() {
        return "REPRISE_" + key.name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** What it is about: the heading above it. */
    public String group() {
        return key.group;
    }

    /** One or two sentences for people. */
    public String doc() {
        return key.documentation;
    }

    /** Its default as text; empty if there is none. */
    public String defaultText() {
        String text = key.hasDefault() ? ConfigDef.convertToString(key.defaultValue, key.type) : null;
        return text == null ? "" : text;
    }

    /** Whether a node does not start without it. */
    public boolean required() {
        return !key.hasDefault();
    }

    /** Whether its value is never shown. */
    public boolean secret() {
        return key.type == ConfigDef.Type.PASSWORD;
    }

    /** {@code cluster-secret-file}: the name under which a secret can be given as a file that has it. */
    public String fileName() {
        return key.name + FILE;
    }

    /** What the names of secrets end with where a file is named that has them. */
    static final String FILE = "-file";

    static Definition option(String name) {
        return new Definition(name);
    }

    /** Gathers what an option is; {@link #doc} ends it. */
    static final class Definition {
        private final String name;
        private final Set<Mode> modes = EnumSet.allOf(Mode.class);
        private String group = "";
        private ConfigDef.Type type = ConfigDef.Type.STRING;
        private Object defaultValue = ConfigDef.NO_DEFAULT_VALUE;
        private @Nullable Validator validator;

        private Definition(String name) {
            this.name = name;
        }

        Definition group(String heading) {
            group = heading;
            return this;
        }

        Definition onlyIn(Mode mode) {
            modes.retainAll(EnumSet.of(mode));
            return this;
        }

        Definition type(ConfigDef.Type valueType) {
            type = valueType;
            return this;
        }

        Definition byDefault(Object value) {
            defaultValue = value;
            return this;
        }

        Definition valid(Validator check) {
            validator = check;
            return this;
        }

        Option doc(String text) {
            ConfigKey key = new ConfigKey(
                    name,
                    type,
                    defaultValue,
                    validator,
                    Importance.MEDIUM,
                    text,
                    group,
                    0,
                    Width.NONE,
                    name,
                    List.of(),
                    null,
                    false);
            return new Option(key, modes);
        }
    }
}
