package dev.reprise.gateway.codepipeline.sigv4;

/**
 * Why a request is not believed.
 *
 * @param code name of the error, as JSON 1.1 services of AWS have it
 * @param message what AWS services say
 */
public record AuthFault(String code, String message) {
    static final String NO_MATCH =
            "The request signature we calculated does not match the signature you provided. Check your"
                    + " AWS Secret Access Key and signing method. Consult the service documentation for details.";

    static AuthFault missing() {
        return new AuthFault("MissingAuthenticationTokenException", "Missing Authentication Token");
    }

    static AuthFault incomplete(String message) {
        return new AuthFault("IncompleteSignatureException", message);
    }

    static AuthFault unknownToken() {
        return new AuthFault("UnrecognizedClientException", "The security token included in the request is invalid.");
    }

    static AuthFault expiredToken() {
        return new AuthFault("ExpiredTokenException", "The security token included in the request is expired");
    }

    static AuthFault signature(String message) {
        return new AuthFault("InvalidSignatureException", message);
    }
}
