package dev.reprise.node.access;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Everybody of a file of keys; it does not change. */
final class KeyTable {
    private final Map<String, Holder> byKeyHash = new HashMap<>();
    private final Map<String, Holder> byUser = new HashMap<>();

    /** Whoever has a password that was right, by what only this process can compute of it: dropped with the table. */
    private final RememberedPasswords remembered = new RememberedPasswords();

    KeyTable(Collection<Holder> holders) {
        for (Holder holder : holders) {
            if (holder.secret() instanceof Holder.Secret.Key key) {
                byKeyHash.put(key.sha256(), holder);
            } else {
                byUser.put(holder.principal().id(), holder);
            }
        }
    }

    /**
     * Whose key this is. It is looked up by its hash, which nobody can steer, so the time that takes tells nothing of the keys that
     * there are.
     */
    Optional<Holder> ofKey(String key) {
        return Optional.ofNullable(byKeyHash.get(Hashes.hex(Hashes.sha256(key))));
    }

    Optional<Holder> user(String name) {
        return Optional.ofNullable(byUser.get(name));
    }

    boolean has(String name) {
        return byUser.containsKey(name)
                || byKeyHash.values().stream()
                        .anyMatch(holder -> holder.principal().id().equals(name));
    }

    RememberedPasswords remembered() {
        return remembered;
    }

    Collection<Holder> holders() {
        return Stream.concat(byKeyHash.values().stream(), byUser.values().stream())
                .toList();
    }

    int size() {
        return byKeyHash.size() + byUser.size();
    }
}
