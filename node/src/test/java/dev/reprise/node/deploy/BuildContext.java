package dev.reprise.node.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    /** All files that it lets through. */
    List<String> files() {
        List<String> files = new ArrayList<>();
        for (String path : allowed) {
            try (Stream<Path> below = Files.walk(Repository.path(path))) {
                below.filter(Files::isRegularFile)
                        .map(file -> Repository.path("").relativize(file).toString())
                        .filter(file -> !file.contains("/target/"))
                        .forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
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
