package dev.reprise.gateway.cloudflow;

/**
 * How CloudFlow callers are served.
 *
 * @param callsPerSecond how many calls of one access key are taken each second in the long run; 0 for no limit
 * @param burst how many calls of one access key may come at once, 1 or more
 */
public record CloudFlowSettings(int callsPerSecond, int burst) {
    public CloudFlowSettings {
        if (callsPerSecond < 0 || burst < 1) {
            throw new IllegalArgumentException("Expected a rate of 0 or more and a burst of 1 or more, but got "
                    + callsPerSecond + " and " + burst);
        }
    }
}
