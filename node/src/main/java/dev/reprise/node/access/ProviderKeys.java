package dev.reprise.node.access;

import java.nio.file.Path;
import java.time.Duration;
import org.jose4j.http.Get;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** The public keys that an identity provider signs with. */
final class ProviderKeys {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);

    /** Fetched anew so often, if the provider does not say how long they hold. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    /** While the provider is away, those of before count, and it is asked again so often. */
    private static final Duration KEPT_WITHOUT_PROVIDER = Duration.ofMinutes(1);

    /** A key that is not known is asked for, since keys change; but not more often than this, since tokens can be made up. */
    private static final Duration LEAST_BETWEEN_QUESTIONS = Duration.ofSeconds(10);

    private ProviderKeys() {}

    static VerificationKeyResolver of(TokenSettings settings) {
        if (!settings.remote()) {
            WatchedFile<VerificationKeyResolver> file =
                    new WatchedFile<>(Path.of(settings.jwks()), ProviderKeys::parse, System::nanoTime);
            return (jws, nesting) -> file.current().resolveKey(jws, nesting);
        }
        Get get = new Get();
        get.setConnectTimeout((int) ANSWER_WITHIN.toMillis());
        get.setReadTimeout((int) ANSWER_WITHIN.toMillis());
        get.setRetries(0);
        get.setResponseBodySizeLimit(1 << 20);
        HttpsJwks keys = new HttpsJwks(settings.jwks());
        keys.setSimpleHttpGet(new RestrainedGet(get, System::nanoTime));
        keys.setDefaultCacheDuration(KEPT.toSeconds());
        keys.setRetainCacheOnErrorDuration(KEPT_WITHOUT_PROVIDER.toSeconds());
        keys.setRefreshReprieveThreshold(LEAST_BETWEEN_QUESTIONS.toMillis());
        return new HttpsJwksVerificationKeyResolver(keys);
    }

    private static VerificationKeyResolver parse(String json) {
        try {
            return new JwksVerificationKeyResolver(new JsonWebKeySet(json).getJsonWebKeys());
        } catch (JoseException e) {
            throw new InvalidAccessException("Expected a JSON Web Key Set, but: " + e.getMessage());
        }
    }
}
