package dev.reprise.node.tls;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where certificates are: certificate and key in PEM, or both in a keystore.
 *
 * @param certificate PEM: the server's certificate, then those that lead to its authority; null with a keystore
 * @param key PEM (PKCS#8) with the server's private key; null with a keystore
 * @param keyStore PKCS#12 with one key and its certificates; null with PEM files
 * @param password of the keystore, or of an encrypted key; empty for none
 * @param clientAuthorities PEM: clients must have a certificate of one of these; null for clients without any
 * @param trusted PEM: authorities that other nodes' certificates are of; null for those of the Java platform and the own ones
 */
public record TlsSettings(
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Path keyStore,
        String password,
        @Nullable Path clientAuthorities,
        @Nullable Path trusted) {
    List<Path> files() {
        return Stream.of(certificate, key, keyStore, clientAuthorities, trusted)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public String toString() {
        return "TlsSettings" + files();
    }
}
