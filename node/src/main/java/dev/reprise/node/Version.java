package dev.reprise.node;

import java.util.Objects;

/** Which Reprise this is. */
public final class Version {
    private Version() {}

    /** {@code 0.1.0}, or a word for a build that was not packaged. */
    public static String text() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "(not packaged)");
    }
}
