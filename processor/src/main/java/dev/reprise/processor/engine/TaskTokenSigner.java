package dev.reprise.processor.engine;

import org.jspecify.annotations.Nullable;

/** Makes the task tokens that go out with activations. The same activation always gets the same token. */
@FunctionalInterface
public interface TaskTokenSigner {
    /** Makes none. */
    TaskTokenSigner NONE = (jobKey, attempt, sequence, issuedAt) -> null;

    /**
     * The token of an activation; null if none are made.
     *
     * @param sequence sequence of the activation's event
     * @param issuedAt when it was activated, in milliseconds since 1970
     */
    @Nullable
    String sign(long jobKey, int attempt, long sequence, long issuedAt);
}
