package dev.reprise.gateway.codepipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/** What stands for a tenant where AWS wants an account or a third party's client. */
final class Account {
    private static final long ACCOUNTS = 1_000_000_000_000L;

    private Account() {}

    /** Twelve digits, the same for the same tenant. */
    static String of(String tenantId) {
        return "%012d".formatted(Math.floorMod(name("account", tenantId).getMostSignificantBits(), ACCOUNTS));
    }

    /** A UUID, the same for the same tenant. */
    static String clientOf(String tenantId) {
        return name("client", tenantId).toString();
    }

    private static UUID name(String kind, String tenantId) {
        return UUID.nameUUIDFromBytes(("reprise:codepipeline:" + kind + ":" + tenantId).getBytes(UTF_8));
    }
}
