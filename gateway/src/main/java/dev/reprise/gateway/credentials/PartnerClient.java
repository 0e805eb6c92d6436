package dev.reprise.gateway.credentials;

/**
 * A customer of a third party (AWS CodePipeline: client id and client token).
 *
 * @param id its name, handed out with its jobs
 * @param token what the third party must show for its jobs; to be shown and logged nowhere
 * @param tenantId tenant whose jobs it is for
 */
public record PartnerClient(String id, String token, String tenantId) {
    /** Without the token. */
    @Override
    public String toString() {
        return "PartnerClient[" + id + ", tenant " + tenantId + "]";
    }
}
