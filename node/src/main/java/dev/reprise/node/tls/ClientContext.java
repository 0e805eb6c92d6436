package dev.reprise.node.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The client's side of TLS. */
public final class ClientContext {
    private ClientContext() {}

    /** Trusts servers whose certificates are of these authorities (PEM), and shows none. */
    public static SSLContext trusting(Path authorities) {
        return context(null, KeyStores.trusted(authorities));
    }

    /** Trusts the other nodes of a cluster, and shows them the own certificate if they ask for one. */
    static SSLContext of(TlsSettings settings) {
        KeyStore own = KeyStores.own(settings);
        Path trusted = settings.trusted();
        return context(keys(own, settings.password()), trusted == null ? platformAnd(own) : KeyStores.trusted(trusted));
    }

    /** A self-signed certificate is its own authority, and one of a company often comes with its authority's at the end of its chain. */
    private static KeyStore platformAnd(KeyStore own) {
        List<Certificate> all = new ArrayList<>(KeyStores.chain(own));
        Arrays.stream(managers(null).getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
                .forEach(all::add);
        return KeyStores.of(all);
    }

    private static SSLContext context(KeyManager @Nullable [] keys, KeyStore trusted) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, managers(trusted).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new TlsException("Expected to trust certificates, but: " + e.getMessage(), e);
        }
    }

    private static TrustManagerFactory managers(@Nullable KeyStore trusted) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            return factory;
        } catch (GeneralSecurityException e) {
            throw new TlsException("Expected to trust certificates, but: " + e.getMessage(), e);
        }
    }

    private static KeyManager[] keys(KeyStore own, String password) {
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(own, password.toCharArray());
            return factory.getKeyManagers();
        } catch (GeneralSecurityException e) {
            throw new TlsException("Expected to use the own key, but: " + e.getMessage(), e);
        }
    }
}
