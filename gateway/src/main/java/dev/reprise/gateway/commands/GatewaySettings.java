package dev.reprise.gateway.commands;

import java.time.Duration;
import java.util.UUID;

/**
 * How a gateway behaves.
 *
 * @param gatewayId its name; chooses the partition of {@code job-replies} that it reads, together with others perhaps
 * @param mostInFlight most commands without an answer at a time, 1 or more; beyond it commands are refused
 * @param patience how long the answer to a command is waited for, 100 ms or more; shorter than what HTTP clients wait
 * @param linger how long a command waits for company before it is sent, 0 to 1 ms make sense
 * @param mostWaiters most long polls asleep at a time, 1 or more; beyond it they are refused
 * @param answerTarget how soon answers shall come: when they take longer, commands are refused before they are appended
 */
public record GatewaySettings(
        String gatewayId,
        int mostInFlight,
        Duration patience,
        Duration linger,
        int mostWaiters,
        Duration answerTarget) {
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(3);

    /**
     * The usual settings. An answer takes about 10 ms, so 2,000 in flight are far more than the engine keeps up with:
     * what goes beyond waits in clients rather than here. A worker that waits for half a second is better told to come again. 9 s is below the 10 s after which the Camunda clients give up.
     */
    public static GatewaySettings standard() {
        return new GatewaySettings(
                UUID.randomUUID().toString(), 2000, Duration.ofSeconds(9), Duration.ZERO, 5000, Duration.ofMillis(500));
    }

    public GatewaySettings gatewayId(String id) {
        return new GatewaySettings(id, mostInFlight, patience, linger, mostWaiters, answerTarget);
    }

    public GatewaySettings mostInFlight(int most) {
        return new GatewaySettings(gatewayId, most, patience, linger, mostWaiters, answerTarget);
    }

    public GatewaySettings patience(Duration time) {
        return new GatewaySettings(gatewayId, mostInFlight, time, linger, mostWaiters, answerTarget);
    }

    public GatewaySettings linger(Duration time) {
        return new GatewaySettings(gatewayId, mostInFlight, patience, time, mostWaiters, answerTarget);
    }

    public GatewaySettings mostWaiters(int most) {
        return new GatewaySettings(gatewayId, mostInFlight, patience, linger, most, answerTarget);
    }

    public GatewaySettings answerTarget(Duration time) {
        return new GatewaySettings(gatewayId, mostInFlight, patience, linger, mostWaiters, time);
    }

    /** How long closing waits for the answers to what is in flight. */
    public Duration farewell() {
        return patience.compareTo(LONGEST_FAREWELL) < 0 ? patience : LONGEST_FAREWELL;
    }

    /** How long a record is tried to be appended: a little less than the answer is waited for. */
    public Duration delivery() {
        return patience.multipliedBy(9).dividedBy(10);
    }
}
