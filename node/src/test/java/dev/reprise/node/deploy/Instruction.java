package dev.reprise.node.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One instruction of a Dockerfile, continued lines joined. Whether the file is well-formed is for the linter to say; this is for what is
 * special to ours.
 *
 * @param stage number of the stage that it stands in, from 0; -1 before the first
 */
record Instruction(int stage, String name, String arguments) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Instruction> parse(String dockerfile) {
        String joined = Arrays.stream(dockerfile.split("\n", -1))
                .filter(line -> !line.strip().startsWith("#") && !line.isBlank())
                .collect(Collectors.joining("\n"))
                .replaceAll("\\\\\\s*\n\\s*", "");
        List<Instruction> all = new ArrayList<>();
        int stage = -1;
        for (String line : joined.split("\n", -1)) {
            String[] parts = line.strip().split("\\s+", 2);
            String name = parts[0].toUpperCase(Locale.ROOT);
            stage += name.equals("FROM") ? 1 : 0;
            all.add(new Instruction(stage, name, parts.length > 1 ? parts[1] : ""));
        }
        return all;
    }

    boolean is(String wanted) {
        return name.equals(wanted);
    }

    /** The value of {@code --name=value}. */
    Optional<String> flag(String flag) {
        return Arrays.stream(arguments.split("\\s+"))
                .filter(word -> word.startsWith("--" + flag + "="))
                .map(word -> word.substring(flag.length() + 3))
                .findFirst();
    }

    /** What comes after the flags, word by word. */
    List<String> words() {
        return Arrays.stream(arguments.split("\\s+"))
                .filter(word -> !word.startsWith("--"))
                .toList();
    }

    /** The words of the exec form; empty if it is a line for a shell. */
    Optional<List<String>> exec() {
        int begin = arguments.indexOf('[');
        if (begin < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(List.of(JSON.readValue(arguments.substring(begin), String[].class)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
