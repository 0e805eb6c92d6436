package dev.reprise.gateway.codepipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.gateway.credentials.Credentials;
import dev.reprise.gateway.credentials.PartnerClient;
import java.security.MessageDigest;

/**
 * Clients of third parties. A tenant without one in the credentials file has one whose token is its id, which only who has polled
 * knows.
 */
final class Partners {
    private final Credentials credentials;

    Partners(Credentials credentials) {
        this.credentials = credentials;
    }

    /** The client that a tenant's jobs are handed out for. */
    PartnerClient clientOf(String tenantId) {
        String id = Account.clientOf(tenantId);
        return credentials.clientOf(tenantId).orElseGet(() -> new PartnerClient(id, id, tenantId));
    }

    /** Ends the request if the token is not that of the tenant's client. */
    void require(String tenantId, String clientToken) {
        boolean right = MessageDigest.isEqual(clientOf(tenantId).token().getBytes(UTF_8), clientToken.getBytes(UTF_8));
        if (!right) {
            throw AwsError.of("InvalidClientTokenException", "The client token is not that of the client of this job.")
                    .asException();
        }
    }
}
