package dev.reprise.node.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys and certificates in the form that Java's TLS takes them in. */
final class KeyStores {
    private static final byte[] PROBE = {1, 2, 3};

    private KeyStores() {}

    /** The server's own key and certificates. */
    static KeyStore own(TlsSettings settings) {
        Path keyStore = settings.keyStore();
        if (keyStore != null) {
            return fromFile(keyStore, settings.password());
        }
        Path certificate = settings.certificate();
        Path key = settings.key();
        if (certificate == null || key == null) {
            throw new TlsException("Expected a certificate and its key, but one of them is missing");
        }
        List<Certificate> chain = Pem.certificates(certificate);
        PrivateKey secret = Pem.key(key, settings.password());
        if (!belong(secret, chain.get(0).getPublicKey())) {
            throw new TlsException("Expected the key in " + key + " to be that of the certificate in " + certificate
                    + ", but it is another's");
        }
        try {
            KeyStore store = empty();
            store.setKeyEntry("own", secret, settings.password().toCharArray(), chain.toArray(Certificate[]::new));
            return store;
        } catch (GeneralSecurityException e) {
            throw new TlsException("Expected a certificate and its key, but: " + e.getMessage(), e);
        }
    }

    /** Whether what the one signs is signed to the other: while files are being replaced, they may be of two pairs. */
    private static boolean belong(PrivateKey secret, PublicKey known) {
        String algorithm = switch (secret.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> secret.getAlgorithm();
        };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(secret);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(known);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Authorities of other people's certificates. */
    static KeyStore trusted(Path authorities) {
        return of(Pem.certificates(authorities));
    }

    static KeyStore of(List<? extends Certificate> certificates) {
        try {
            KeyStore store = empty();
            for (int i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry("trusted-" + i, certificates.get(i));
            }
            return store;
        } catch (GeneralSecurityException e) {
            throw new TlsException("Expected certificates to trust, but: " + e.getMessage(), e);
        }
    }

    /** The certificates that lead from the server's own to its authority. */
    static List<Certificate> chain(KeyStore own) {
        try {
            for (String alias : Collections.list(own.aliases())) {
                Certificate @Nullable [] chain = own.getCertificateChain(alias);
                if (chain != null) {
                    return List.of(chain);
                }
            }
            throw new TlsException("Expected a key with its certificates in the keystore, but there is none");
        } catch (GeneralSecurityException e) {
            throw new TlsException("Expected to read the keystore, but: " + e.getMessage(), e);
        }
    }

    private static KeyStore fromFile(Path file, String password) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            chain(store);
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsException("Expected to read the keystore " + file
                    + " with the password that was given, but it cannot be read");
        }
    }

    private static KeyStore empty() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException("Nothing was read", e);
        }
        return store;
    }
}
