package dev.reprise.query.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do. */
public enum Role {
    /** Ask where jobs stand, what happened to them and what the node knows of itself. */
    READ,
    /** Create jobs, take them and report on them. */
    WORK,
    /** Look after failed jobs: resolve, retry, cancel, change. Includes {@link #READ}: nobody can do this blindly. */
    OPERATE;

    /** The name in files and tokens: lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of this name; empty if there is none. */
    public static Optional<Role> ofText(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
    }
}
