package dev.reprise.gateway.credentials;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a credentials file, which is read again within two seconds after it has changed. A file that turns bad leaves the keys of
 * before in force and is logged once. Safe for use by many threads.
 */
public final class Credentials {
    private static final Logger log = LoggerFactory.getLogger(Credentials.class);
    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final @Nullable Path file;
    private final LongSupplier nanoTime;
    private volatile CredentialsTable table = CredentialsTable.EMPTY;
    private volatile long lookedAt;
    private @Nullable FileTime readAs;

    private Credentials(@Nullable Path file, CredentialsTable table, LongSupplier nanoTime) {
        this.file = file;
        this.table = table;
        this.nanoTime = nanoTime;
    }

    /** No keys at all. */
    public static Credentials none() {
        return new Credentials(null, CredentialsTable.EMPTY, System::nanoTime);
    }

    /**
     * The keys in this text, which never change.
     *
     * @throws InvalidCredentialsException if it cannot be used
     */
    public static Credentials ofText(String text) {
        return new Credentials(null, CredentialsText.read(text), System::nanoTime);
    }

    /**
     * The keys in this file.
     *
     * @throws InvalidCredentialsException if it is not there or cannot be used
     */
    public static Credentials ofFile(Path file) {
        return ofFile(file, System::nanoTime);
    }

    static Credentials ofFile(Path file, LongSupplier nanoTime) {
        Credentials credentials = new Credentials(file, CredentialsTable.EMPTY, nanoTime);
        try {
            credentials.read(file, Files.getLastModifiedTime(file));
        } catch (IOException e) {
            throw new InvalidCredentialsException(
                    "Expected to read the credentials from " + file + ", but it cannot be read");
        }
        credentials.lookedAt = nanoTime.getAsLong();
        return credentials;
    }

    /** The key with this id; empty if there is none. */
    public Optional<AccessKey> key(String id) {
        return Optional.ofNullable(current().keys().get(id));
    }

    /** The third party's client with this id; empty if there is none. */
    public Optional<PartnerClient> client(String id) {
        return Optional.ofNullable(current().clients().get(id));
    }

    /** The client that a tenant's jobs are handed out for: the first by its id; empty if there is none. */
    public Optional<PartnerClient> clientOf(String tenantId) {
        return current().clients().values().stream()
                .filter(client -> client.tenantId().equals(tenantId))
                .min(Comparator.comparing(PartnerClient::id));
    }

    private CredentialsTable current() {
        long now = nanoTime.getAsLong();
        if (file != null && now - lookedAt >= LOOK_EVERY_NANOS) {
            lookAgain(file, now);
        }
        return table;
    }

    private synchronized void lookAgain(Path path, long now) {
        if (now - lookedAt < LOOK_EVERY_NANOS) {
            return; // another thread did meanwhile
        }
        lookedAt = now;
        try {
            FileTime changed = Files.getLastModifiedTime(path);
            if (!changed.equals(readAs)) {
                readAs = changed; // whatever it is, it is looked at once
                read(path, changed);
                log.info("Read the credentials anew: {} keys", table.keys().size());
            }
        } catch (IOException | InvalidCredentialsException e) {
            log.warn("Keeping the credentials of before: {}", e.getMessage());
        }
    }

    private void read(Path path, FileTime changed) throws IOException {
        table = CredentialsText.read(Files.readString(path));
        readAs = changed;
    }
}
