package dev.reprise.node.broker;

import dev.reprise.node.tls.TestCertificate;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** The embedded broker with TLS and SASL (PLAIN for itself, SCRAM for others) on its one listener. */
public final class SecuredBroker implements AutoCloseable {
    public static final String USER = "reprise";
    public static final String PASSWORD = "scram-password-of-reprise";

    private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";
    private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule required";
    private static final String BROKER_PASSWORD = "password-of-the-broker";

    private final EmbeddedBroker broker;
    private final TestCertificate certificate;

    private SecuredBroker(EmbeddedBroker broker, TestCertificate certificate) {
        this.broker = broker;
        this.certificate = certificate;
    }

    public static SecuredBroker start(Path folder) throws ExecutionException, InterruptedException {
        TestCertificate certificate = TestCertificate.make(folder, "broker", "RSA");
        Map<String, String> settings = new HashMap<>(Map.of(
                "listener.security.protocol.map", "PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT",
                "sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512",
                "sasl.mechanism.inter.broker.protocol", "PLAIN",
                "ssl.keystore.type", "PKCS12",
                "ssl.keystore.location", certificate.keyStoreFile().toString(),
                "ssl.keystore.password", TestCertificate.PASSWORD,
                "ssl.truststore.type", "PEM",
                "ssl.truststore.location", certificate.certificateFile().toString()));
        settings.put(
                "listener.name.plaintext.plain.sasl.jaas.config",
                PLAIN
                        + " username=\"broker\" password=\"%s\" user_broker=\"%s\";"
                                .formatted(BROKER_PASSWORD, BROKER_PASSWORD));
        settings.put("listener.name.plaintext.scram-sha-512.sasl.jaas.config", SCRAM + ";");
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0, settings, fault -> {
            throw new AssertionError("Expected the broker to live as long as its test", fault);
        });
        SecuredBroker secured = new SecuredBroker(broker, certificate);
        secured.addUser();
        return secured;
    }

    private void addUser() throws ExecutionException, InterruptedException {
        Map<String, Object> settings = new HashMap<>(tls());
        settings.put("bootstrap.servers", bootstrapServers());
        settings.put("sasl.mechanism", "PLAIN");
        settings.put("sasl.jaas.config", PLAIN + " username=\"broker\" password=\"%s\";".formatted(BROKER_PASSWORD));
        try (Admin admin = Admin.create(settings)) {
            admin.alterUserScramCredentials(java.util.List.of(new UserScramCredentialUpsertion(
                            USER, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD)))
                    .all()
                    .get();
        }
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Settings of a client with this password. */
    public Map<String, String> client(String password) {
        Map<String, String> settings = new HashMap<>(tls());
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put("sasl.jaas.config", jaas(password));
        return settings;
    }

    /** What {@code sasl.jaas.config} is with this password. */
    public static String jaas(String password) {
        return SCRAM + " username=\"%s\" password=\"%s\";".formatted(USER, password);
    }

    private Map<String, String> tls() {
        return Map.of(
                "security.protocol", "SASL_SSL",
                "ssl.truststore.type", "PEM",
                "ssl.truststore.location", certificate.certificateFile().toString());
    }

    @Override
    public void close() {
        broker.close();
    }
}
