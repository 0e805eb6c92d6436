package dev.reprise.node.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code .dockerignore} lets through to the build of the image. Ours forbids everything and then allows, path by path. */
final class BuildContext {
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private final List<String> allowed = new ArrayList<>();

    private BuildContext(String dockerignore) {
        List<String> lines = dockerignore
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        if (!lines.get(0).equals("*")) {
            throw new AssertionError(
                    "Expected .dockerignore to forbid everything first, but it begins with " + lines.get(0));
        }
        lines.stream().filter(line -> line.startsWith("!")).forEach(line -> allowed.add(line.substring(1)));
    }

    static BuildContext ofRepository() {
        return new BuildContext(Repository.text(".dockerignore"));
    }

    /** The paths that are allowed, with all below them but {@code target}. */
    List<String> paths() {
        return List.copyOf(allowed);
    }

    boolean has(String file) {
        if (file.equals(".")) {
            return allowed.stream().allMatch(Repository::has);
        }
        return Repository.has(file)
                && allowed.stream().anyMatch(path -> file.equals(path) || file.startsWith(path + "/"));
    }

    /** Maven reads the poms of all modules, whichever it builds. */
    List<String> modulesWithoutPom() {
        List<String> missing = new ArrayList<>();
        Matcher module = MODULE.matcher(Repository.text("pom.xml"));
        while (module.find()) {
            if (!has(module.group(1) + "/pom.xml")) {
                missing.add(module.group(1));
            }
        }
        return missing;
    }
}
