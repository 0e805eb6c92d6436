package dev.reprise.node.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The data folder of a standalone node as a release left it, without what the next start makes anew: {@code <release>.zip}. */
final class DataOfRelease {
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>reprise-parent</artifactId>\\s*<version>([^<]+)<");

    private DataOfRelease() {}

    /** All that are kept, oldest first. */
    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(".zip"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Where that of the release in the making belongs.
     *
     * @throws IllegalStateException if no release is in the making: what is out is never written again
     */
    static Path ofTheReleaseInTheMaking() throws IOException {
        Matcher version = VERSION.matcher(Files.readString(root().resolve("pom.xml"), UTF_8));
        if (!version.find() || !version.group(1).endsWith("-SNAPSHOT")) {
            throw new IllegalStateException(
                    "Expected a release in the making (-SNAPSHOT in the pom), but there is none: the"
                            + " data of a release that is out are never written again");
        }
        return folder().resolve(version.group(1).replace("-SNAPSHOT", "") + ".zip");
    }

    /** Only the broker's logs: indexes are built anew from them, and so are state stores, ports and secrets. */
    static void pack(Path dataDirectory, String expected, Path zip) throws IOException {
        Files.createDirectories(Objects.requireNonNull(zip.getParent()));
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file);
                Stream<Path> files = Files.walk(dataDirectory.resolve("kafka"))) {
            out.setLevel(Deflater.BEST_COMPRESSION);
            for (Path path : files.filter(Files::isRegularFile).sorted().toList()) {
                if (!path.toString().endsWith("index")
                        && !path.getFileName().toString().equals(".lock")) {
                    out.putNextEntry(new ZipEntry(dataDirectory.relativize(path).toString()));
                    Files.copy(path, out);
                    out.closeEntry();
                }
            }
            out.putNextEntry(new ZipEntry("expected.json"));
            out.write(expected.getBytes(UTF_8));
            out.closeEntry();
        }
    }

    static void unpack(Path zip, Path dataDirectory) throws IOException {
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream in = new ZipInputStream(file)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path path = dataDirectory.resolve(entry.getName());
                Files.createDirectories(Objects.requireNonNull(path.getParent()));
                Files.copy(in, path);
            }
        }
    }

    private static Path folder() {
        return root().resolve("node/src/test/data-of-releases");
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            folder = Objects.requireNonNull(folder.getParent(), "Expected to run below the root of the repository");
        }
        return folder;
    }
}
