package dev.reprise.gateway.credentials;

import java.util.Map;

/** Keys and clients by their ids. */
record CredentialsTable(Map<String, AccessKey> keys, Map<String, PartnerClient> clients) {
    static final CredentialsTable EMPTY = new CredentialsTable(Map.of(), Map.of());

    CredentialsTable {
        keys = Map.copyOf(keys);
        clients = Map.copyOf(clients);
    }
}
