package dev.reprise.node.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.reprise.query.access.Role;
import dev.reprise.query.access.Tenants;
import dev.reprise.query.http.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final RsaJsonWebKey KEY = TestTokens.key("k1");

    @TempDir
    private Path folder = Path.of("");

    private Path jwks = Path.of("");

    @BeforeEach
    void write() throws IOException {
        jwks = folder.resolve("jwks.json");
        Files.writeString(jwks, TestTokens.jwks(KEY));
    }

    private static Tokens tokens(String jwks) {
        return new Tokens(
                new TokenSettings(
                        jwks, TestTokens.ISSUER, TestTokens.AUDIENCE, "roles", "org.tenants", Duration.ofSeconds(30)),
                Clock.systemUTC());
    }

    private Tokens tokens() {
        return tokens(jwks.toString());
    }

    private static JwtClaims claims() {
        return TestTokens.claims("ann", List.of("read", "reprise:work", "admin"), List.of("acme"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
    void takesSignaturesWithAPrivateKey(String algorithm) {
        assertThat(tokens().of(TestTokens.signed(KEY, claims(), algorithm))).hasValueSatisfying(ann -> {
            assertThat(ann.id()).isEqualTo("ann");
            assertThat(ann.roles()).containsExactlyInAnyOrder(Role.READ, Role.WORK);
            assertThat(ann.tenants().names()).containsExactly("acme");
        });
    }

    @Test
    void takesEllipticCurves() throws Exception {
        EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId("ec");
        Files.writeString(jwks, TestTokens.jwks(KEY, key));
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims().toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue("ec");
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        assertThat(tokens().of(signature.getCompactSerialization())).isPresent();
    }

    @Test
    void refusesWhatNobodyHasSigned() throws Exception {
        JsonWebSignature none = new JsonWebSignature();
        none.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        none.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        none.setPayload(claims().toJson());
        assertThat(tokens().of(none.getCompactSerialization())).isEmpty();
    }

    @Test
    void refusesAMacUnderThePublicKeyThatEverybodyHas() throws Exception {
        for (byte[] known : List.of(
                KEY.getPublicKey().getEncoded(),
                TestTokens.jwks(KEY).getBytes(StandardCharsets.UTF_8),
                KEY.toJson().getBytes(StandardCharsets.UTF_8))) {
            JsonWebSignature mac = new JsonWebSignature();
            mac.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
            mac.setKey(new HmacKey(known));
            mac.setKeyIdHeaderValue("k1");
            mac.setPayload(claims().toJson());
            assertThat(tokens().of(mac.getCompactSerialization())).isEmpty();
        }
    }

    @Test
    void refusesAnothersSignatureAndAChangedBody() {
        assertThat(tokens().of(TestTokens.signed(TestTokens.key("k1"), claims())))
                .isEmpty();
        assertThat(tokens().of(TestTokens.signed(TestTokens.key("k2"), claims())))
                .isEmpty();
        String[] parts = TestTokens.signed(KEY, claims()).split("\\.", -1);
        JwtClaims more = TestTokens.claims("ann", List.of("operate"), List.of("*"));
        String body = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(more.toJson().getBytes(StandardCharsets.UTF_8));
        assertThat(tokens().of(parts[0] + "." + body + "." + parts[2])).isEmpty();
        assertThat(tokens().of("ey.ey.ey")).isEmpty();
        assertThat(tokens().of("x".repeat(100_000))).isEmpty();
    }

    @Test
    void refusesWhatIsForOthersOrOfOthersOrNotNow() {
        JwtClaims otherIssuer = claims();
        otherIssuer.setIssuer("https://elsewhere.example");
        JwtClaims otherAudience = claims();
        otherAudience.setAudience("another-program");
        JwtClaims over = claims();
        over.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() - 60));
        JwtClaims notYet = claims();
        notYet.setNotBefore(NumericDate.fromSeconds(NumericDate.now().getValue() + 60));
        JwtClaims forEver = claims();
        forEver.unsetClaim("exp");
        JwtClaims ofNobody = claims();
        ofNobody.unsetClaim("iss");
        JwtClaims forAnybody = claims();
        forAnybody.unsetClaim("aud");
        for (JwtClaims wrong : List.of(otherIssuer, otherAudience, over, notYet, forEver, ofNobody, forAnybody)) {
            assertThat(tokens().of(TestTokens.signed(KEY, wrong)))
                    .as(wrong.toString())
                    .isEmpty();
        }
        JwtClaims justOver = claims();
        justOver.unsetClaim("iat");
        justOver.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() - 5));
        assertThat(tokens().of(TestTokens.signed(KEY, justOver))).isPresent(); // clocks differ
    }

    @Test
    void readsRolesAndTenantsInTheFormsThatProvidersHave() {
        JwtClaims words = claims();
        words.setClaim("roles", "read reprise.operate openid");
        words.unsetClaim("org");
        assertThat(tokens().of(TestTokens.signed(KEY, words))).hasValueSatisfying(ann -> {
            assertThat(ann.roles()).containsExactlyInAnyOrder(Role.READ, Role.OPERATE);
            assertThat(ann.tenants().names()).containsExactly(Tenants.DEFAULT);
        });
        JwtClaims all = TestTokens.claims("ann", List.of(), List.of("*"));
        assertThat(tokens().of(TestTokens.signed(KEY, all))).hasValueSatisfying(ann -> {
            assertThat(ann.roles()).isEmpty();
            assertThat(ann.tenants().all()).isTrue();
        });
    }

    @Test
    void asksTheProviderOnceForAKeyThatIsNewAndGoesOnWithoutIt() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/jwks", exchange -> {
            asked.incrementAndGet();
            byte[] answer = TestTokens.jwks(KEY).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        provider.start();
        List<RsaJsonWebKey> unknown = List.of(TestTokens.key("unknown-0"), TestTokens.key("unknown-1"));
        Tokens tokens = tokens("http://127.0.0.1:" + provider.getAddress().getPort() + "/jwks");
        try {
            for (int i = 0; i < 20; i++) {
                assertThat(tokens.of(TestTokens.signed(KEY, claims()))).isPresent();
                assertThat(tokens.of(TestTokens.signed(unknown.get(i % 2), claims())))
                        .isEmpty();
            }
            assertThat(asked.get()).isBetween(1, 2);
        } finally {
            provider.stop(0);
        }
        assertThat(tokens.of(TestTokens.signed(KEY, claims()))).isPresent();
    }

    @Test
    void saysThatItCannotTellWhileTheProviderHasNeverAnswered() {
        Tokens tokens = tokens("http://127.0.0.1:1/jwks");
        String token = TestTokens.signed(KEY, claims());
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> tokens.of(token))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().type().status()).isEqualTo(503));
        }
    }
}
