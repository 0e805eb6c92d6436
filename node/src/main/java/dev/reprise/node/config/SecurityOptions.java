package dev.reprise.node.config;

import static dev.reprise.node.config.NodeOptions.API_KEYS_FILE;
import static dev.reprise.node.config.NodeOptions.AUTHENTICATION;
import static dev.reprise.node.config.NodeOptions.AUTO;
import static dev.reprise.node.config.NodeOptions.CLUSTER_SECRET;
import static dev.reprise.node.config.NodeOptions.OIDC_AUDIENCE;
import static dev.reprise.node.config.NodeOptions.OIDC_CLOCK_SKEW_MS;
import static dev.reprise.node.config.NodeOptions.OIDC_ISSUER;
import static dev.reprise.node.config.NodeOptions.OIDC_JWKS;
import static dev.reprise.node.config.NodeOptions.OIDC_ROLES_CLAIM;
import static dev.reprise.node.config.NodeOptions.OIDC_TENANTS_CLAIM;
import static dev.reprise.node.config.NodeOptions.TLS_CERTIFICATE;
import static dev.reprise.node.config.NodeOptions.TLS_CLIENT_CA;
import static dev.reprise.node.config.NodeOptions.TLS_KEY;
import static dev.reprise.node.config.NodeOptions.TLS_KEYSTORE;
import static dev.reprise.node.config.NodeOptions.TLS_PASSWORD;
import static dev.reprise.node.config.NodeOptions.TLS_TRUST;
import static dev.reprise.node.config.Option.option;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;

import java.util.List;

/** The options of who may call over HTTP, and how it is kept from others. */
final class SecurityOptions {
    private static final String SECURITY = "Security";

    static final List<Option> ALL = List.of(
            option(AUTHENTICATION)
                    .group(SECURITY)
                    .byDefault(AUTO)
                    .valid(Checks.oneOf(AUTO, "on", "off"))
                    .doc(
                            "Whether callers over HTTP have to say who they are. auto: on if there are API keys or an identity"
                                    + " provider; off if there are none and http-host is a loopback address; else the node does"
                                    + " not start. With off whoever reaches the port may do anything."),
            option(API_KEYS_FILE)
                    .group(SECURITY)
                    .byDefault("")
                    .doc(
                            "File with API keys and users, their roles and tenants; `reprise keys` writes it. Read again when it"
                                    + " changes. Empty: none."),
            option(OIDC_JWKS)
                    .group(SECURITY)
                    .byDefault("")
                    .doc(
                            "Keys that bearer tokens (JWT) are signed with: the JWKS address of an OpenID Connect provider, or a"
                                    + " file. Empty: tokens are not taken."),
            option(OIDC_ISSUER)
                    .group(SECURITY)
                    .byDefault("")
                    .doc("The iss that tokens must have. Required with oidc-jwks."),
            option(OIDC_AUDIENCE)
                    .group(SECURITY)
                    .byDefault("")
                    .doc(
                            "The aud that tokens must have: what the provider calls this installation. Required with oidc-jwks."),
            option(OIDC_ROLES_CLAIM)
                    .group(SECURITY)
                    .byDefault("roles")
                    .valid(Checks.notBlank())
                    .doc(
                            "Claim with the roles (read, work, operate, with or without reprise. before them), or a path such as"
                                    + " realm_access.roles. A list, or words separated by spaces."),
            option(OIDC_TENANTS_CLAIM)
                    .group(SECURITY)
                    .byDefault("tenants")
                    .valid(Checks.notBlank())
                    .doc(
                            "Claim with the tenants, in the same way; * for all. A token without it has the default tenant."),
            option(OIDC_CLOCK_SKEW_MS)
                    .group(SECURITY)
                    .type(LONG)
                    .byDefault(30_000L)
                    .valid(between(0, 600_000))
                    .doc("How far the provider's clock may be off, in milliseconds."),
            option(CLUSTER_SECRET)
                    .group(SECURITY)
                    .type(PASSWORD)
                    .byDefault("")
                    .doc(
                            "What the nodes of a cluster know each other by, at least 16 characters, the same on all. Required of"
                                    + " nodes of a cluster where authentication is on."),
            option(TLS_CERTIFICATE)
                    .group(SECURITY)
                    .byDefault("")
                    .doc(
                            "PEM file with the HTTP server's certificate and those that lead to its authority: HTTPS instead of"
                                    + " HTTP. Read again when it changes, like the other TLS files."),
            option(TLS_KEY)
                    .group(SECURITY)
                    .byDefault("")
                    .doc("PEM file (PKCS#8) with the private key of tls-certificate."),
            option(TLS_KEYSTORE)
                    .group(SECURITY)
                    .byDefault("")
                    .doc("PKCS#12 file with both, instead of tls-certificate and tls-key."),
            option(TLS_PASSWORD)
                    .group(SECURITY)
                    .type(PASSWORD)
                    .byDefault("")
                    .doc("Password of tls-keystore, or of an encrypted tls-key."),
            option(TLS_CLIENT_CA)
                    .group(SECURITY)
                    .byDefault("")
                    .doc(
                            "PEM file with authorities: only clients with a certificate of one of them can connect (mutual TLS),"
                                    + " whatever else they have to say of themselves. Empty: clients need none."),
            option(TLS_TRUST)
                    .group(SECURITY)
                    .byDefault("")
                    .doc(
                            "PEM file with the authorities of the other nodes' certificates. Empty: those of the Java platform and"
                                    + " those in tls-certificate."));

    private SecurityOptions() {}
}
