package dev.reprise.node.access;

import dev.reprise.query.access.Principal;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemTypes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Knows callers by the keys and passwords of a file, which is read again when it changes. */
final class Keys {
    /** Passwords that are looked at slowly at the same time: guessing shall not take all processors. */
    private static final int AT_ONCE = 2;

    private static final Duration TURN_WITHIN = Duration.ofSeconds(2);

    /** Looked at for a name that nobody has, so that it takes as long as for one that somebody has. */
    private static final PasswordHash NOBODY = PasswordHash.of("nobody");

    private final WatchedFile<KeyTable> file;
    private final InstantSource clock;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    Keys(Path path, InstantSource clock) {
        this.file = new WatchedFile<>(path, KeyFile::read, System::nanoTime);
        this.clock = clock;
    }

    /** How many keys and users there are. */
    int count() {
        return file.current().size();
    }

    /** Whether there is a user, or a key, of this name. */
    boolean hasUser(String name) {
        return file.current().has(name);
    }

    /** Whose key this is; empty if nobody's, or no longer. */
    Optional<Principal> ofKey(String key) {
        return valid(file.current().ofKey(key));
    }

    /** Who has this name and password; the name may also be the id of a key, which then is the password. */
    Optional<Principal> ofPassword(String name, String password) {
        KeyTable table = file.current();
        Optional<Holder> byKey =
                table.ofKey(password).filter(holder -> holder.principal().id().equals(name));
        if (byKey.isPresent()) {
            return valid(byKey);
        }
        Optional<Holder> user = table.user(name);
        if (user.isPresent() && table.remembered().has(name, password)) {
            return valid(user);
        }
        PasswordHash hash = user.map(Holder::secret)
                .map(secret -> ((Holder.Secret.Password) secret).hash())
                .orElse(NOBODY);
        if (!matches(hash, password) || user.isEmpty()) {
            return Optional.empty();
        }
        table.remembered().add(name, password);
        return valid(user);
    }

    private boolean matches(PasswordHash hash, String password) {
        try {
            if (!turns.tryAcquire(TURN_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return hash.matches(password);
        } finally {
            turns.release();
        }
    }

    private static RuntimeException busy() {
        return Problem.of(
                        ProblemTypes.TOO_MANY_WAITING,
                        "Expected to look at the password, but too many others are being looked at")
                .retryAfter(Duration.ofSeconds(1))
                .asException();
    }

    private Optional<Principal> valid(Optional<Holder> holder) {
        return holder.filter(one -> one.isValidAt(clock.instant())).map(Holder::principal);
    }
}
