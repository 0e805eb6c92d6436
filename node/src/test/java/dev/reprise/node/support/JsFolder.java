package dev.reprise.node.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** {@code node/target/js}: the programs of {@code node/src/test/js} beside their clients, installed once by npm. */
final class JsFolder {
    private static final int OLDEST_NODE = 20;
    private static final int TRIES = 3;

    private static @Nullable Path ready;

    private JsFolder() {}

    /** The folder, ready to run programs in; aborts the test when this machine has no Node.js. */
    static synchronized Path installed() {
        Path folder = ready;
        if (folder == null) {
            String missing = whatIsMissing();
            if (missing != null) {
                refuse(missing);
            }
            folder = install();
            ready = folder;
        }
        return folder;
    }

    /** Whether this machine can run the programs at all. */
    static boolean available() {
        return whatIsMissing() == null;
    }

    private static void refuse(String missing) {
        String reason = "Tests with the vendors' JavaScript clients need " + missing;
        if ("required".equals(System.getProperty("reprise.js"))) {
            throw new AssertionError(reason + ", and -Dreprise.js=required says that they must run");
        }
        System.out.println("Skipped: " + reason);
        Assumptions.abort(reason);
    }

    private static @Nullable String whatIsMissing() {
        Ran node = run(Path.of("").toAbsolutePath(), 60, "node", "--version");
        Matcher version = Pattern.compile("v(\\d+)\\..*").matcher(node.output().strip());
        if (node.exit() != 0 || !version.matches()) {
            return "Node.js, which this machine has not: " + node.output().strip();
        }
        if (Integer.parseInt(version.group(1)) < OLDEST_NODE) {
            return "Node.js " + OLDEST_NODE + " or later, but this machine has " + version.group();
        }
        Ran npm = run(Path.of("").toAbsolutePath(), 60, "npm", "--version");
        return npm.exit() == 0
                ? null
                : "npm, which this machine has not: " + npm.output().strip();
    }

    private static Path install() {
        Path source = DocFile.root().resolve("node/src/test/js");
        Path target = DocFile.root().resolve("node/target/js");
        Path stamp = target.resolve("installed.txt");
        try {
            Files.createDirectories(target);
            // Tests run in two processes: one of them installs.
            try (FileChannel file = FileChannel.open(target.resolve("lock"), CREATE, WRITE);
                    FileLock unused = file.lock()) {
                copy(source, target);
                String wanted = Files.readString(source.resolve("package-lock.json"), UTF_8);
                if (!Files.exists(stamp) || !Files.readString(stamp, UTF_8).equals(wanted)) {
                    Files.deleteIfExists(stamp);
                    npmCi(target);
                    Files.writeString(stamp, wanted, UTF_8);
                }
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path source, Path target) throws IOException {
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(file.getFileName());
                if (!Files.exists(copy) || Files.mismatch(file, copy) >= 0) { // another process may be running it
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void npmCi(Path folder) {
        for (int attempt = 1; ; attempt++) {
            Ran npm = run(
                    folder,
                    300,
                    "npm",
                    "ci",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    "--prefer-offline",
                    "--loglevel=error");
            System.out.println("npm ci: " + npm.output().strip());
            if (npm.exit() == 0) {
                return;
            }
            if (attempt == TRIES) {
                throw new AssertionError("Expected npm to install the vendors' clients, but it exited with "
                        + npm.exit() + ":\n" + npm.output());
            }
        }
    }

    private record Ran(int exit, String output) {}

    private static Ran run(Path folder, int seconds, String... command) {
        try {
            File output = File.createTempFile("reprise-js", ".txt");
            try {
                Process process = new ProcessBuilder(List.of(command))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output)
                        .start();
                if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                    return new Ran(-1, "not done within " + seconds + " s: " + Files.readString(output.toPath()));
                }
                return new Ran(process.exitValue(), Files.readString(output.toPath()));
            } finally {
                Files.delete(output.toPath());
            }
        } catch (IOException e) {
            return new Ran(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
