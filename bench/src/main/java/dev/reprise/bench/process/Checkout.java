package dev.reprise.bench.process;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout in which this program was built. */
public final class Checkout {
    private static final Path LAUNCHER = Path.of("bin", "reprise");

    private Checkout() {}

    /** A file of it, by its path from the root. */
    public static Path file(String path) {
        return root().resolve(path);
    }

    /** What a user starts Reprise with. */
    public static Path launcher() {
        return root().resolve(LAUNCHER);
    }

    private static Path root() {
        Path built = builtAt();
        for (Path folder = built; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(LAUNCHER))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "Expected this program to be in a checkout with " + LAUNCHER + ", but it is at " + built);
    }

    private static Path builtAt() {
        try {
            return Path.of(Checkout.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
