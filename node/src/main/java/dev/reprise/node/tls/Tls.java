package dev.reprise.node.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS of a node: TLS 1.2 and 1.3, with certificates that are read again within seconds after their files have changed. Connections
 * that are open go on with what they began with; files that cannot be used leave in force what was there before.
 */
public final class Tls implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Tls.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final TlsSettings settings;
    private final SslContextFactory.Server server = new SslContextFactory.Server();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "reprise-certificates");
        thread.setDaemon(true);
        return thread;
    });
    private volatile SSLContext client;
    private Map<Path, FileTime> readAs;

    /**
     * Reads everything for the first time.
     *
     * @throws TlsException if something is missing or cannot be used
     */
    public Tls(TlsSettings settings) {
        this.settings = settings;
        readAs = times();
        server.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        server.setNeedClientAuth(settings.clientAuthorities() != null);
        server.setEndpointIdentificationAlgorithm(null); // a client's certificate says who it is, not where
        configure(server);
        client = ClientContext.of(settings);
        var unused = watch.scheduleWithFixedDelay(
                this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** For Jetty. */
    public SslContextFactory.Server server() {
        return server;
    }

    /** What this node trusts and shows when it calls another one; another one after files have changed. */
    public SSLContext client() {
        return client;
    }

    private void configure(SslContextFactory factory) {
        factory.setKeyStore(KeyStores.own(settings));
        factory.setKeyStorePassword(settings.password());
        Path authorities = settings.clientAuthorities();
        if (authorities != null) {
            factory.setTrustStore(KeyStores.trusted(authorities));
        }
    }

    private void look() {
        try {
            Map<Path, FileTime> now = times();
            if (now.equals(readAs)) {
                return;
            }
            readAs = now; // whatever they are, they are looked at once
            SSLContext next = ClientContext.of(settings);
            server.reload(this::configure);
            client = next;
            log.info("Read the certificates anew");
        } catch (Exception e) { // Jetty's reload says no more than that
            log.warn("Keeping the certificates of before: {}", e.getMessage());
        }
    }

    private Map<Path, FileTime> times() {
        Map<Path, FileTime> times = new HashMap<>();
        for (Path file : settings.files()) {
            try {
                times.put(file, Files.getLastModifiedTime(file));
            } catch (IOException e) {
                throw new TlsException(
                        "Expected to read " + file + ", but: " + e.getClass().getSimpleName() + " " + e.getMessage());
            }
        }
        return times;
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
