package dev.reprise.node.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.node.support.DocFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files of the repository, by their path from its root. */
final class Repository {
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>reprise-parent</artifactId>\\s*<version>([^<]+)<");

    private Repository() {}

    static Path path(String file) {
        return DocFile.root().resolve(file);
    }

    static boolean has(String file) {
        return Files.exists(path(file));
    }

    static String text(String file) {
        try {
            return Files.readString(path(file), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The version of Reprise that is built here. */
    static String version() {
        return find(VERSION, text("pom.xml"));
    }

    /** A property of the parent's pom. */
    static String property(String name) {
        return find(Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)</"), text("pom.xml"));
    }

    private static String find(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new AssertionError("Expected " + pattern + " in the parent's pom");
        }
        return found.group(1);
    }
}
