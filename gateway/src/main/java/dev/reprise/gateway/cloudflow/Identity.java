package dev.reprise.gateway.cloudflow;

import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param accessKeyId the access key that it goes by; as claimed, if callers are not told apart; empty for none
 * @param tenantId whose jobs it may report on; null for all
 */
record Identity(String accessKeyId, @Nullable String tenantId) {}
