package dev.reprise.processor.engine;

/**
 * What the engine can be told.
 *
 * @param retention how long an ended job is kept, in milliseconds, 1 or more; 24 h by default
 * @param taskTokens makes the task tokens of activations; none by default
 */
public record EngineSettings(long retention, TaskTokenSigner taskTokens) {
    public static final EngineSettings DEFAULT = new EngineSettings(24 * 60 * 60 * 1000L, TaskTokenSigner.NONE);

    public EngineSettings {
        if (retention < 1) {
            throw new IllegalArgumentException("Expected the retention to be 1 ms or more, but it was " + retention);
        }
    }
}
