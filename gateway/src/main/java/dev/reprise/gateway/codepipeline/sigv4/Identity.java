package dev.reprise.gateway.codepipeline.sigv4;

import org.jspecify.annotations.Nullable;

/**
 * A caller.
 *
 * @param keyId id of its access key; null if it named none
 * @param tenantId whose jobs it may touch
 * @param region region that it meant; null if it named none
 */
public record Identity(
        @Nullable String keyId, String tenantId, @Nullable String region) {}
