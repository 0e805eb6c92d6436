package dev.reprise.faults.fault;

/** What can happen to a cluster. */
public enum FaultKind {
    KILL_NODE("a node is killed (SIGKILL) and comes back"),
    KILL_NODE_FOR_LONG("a node is killed and comes back when others have its partitions"),
    KILL_TWO_NODES("two nodes are killed at once"),
    FREEZE_NODE("a node is frozen (SIGSTOP) for longer than its session"),
    CUT_NODE("nothing passes between a node and the brokers, for longer than its session"),
    BREAK_CONNECTIONS("all connections between a node and the brokers break"),
    KILL_BROKER("a broker is killed"),
    KILL_CONTROLLER("the broker that is the active controller is killed"),
    FILL_DISK("the disk of a node is full"),
    SET_CLOCK("the clock of a node is set forth or back, and right again"),
    RESTART_IN_TURN("all nodes are restarted, one after the other"),
    RESTART_ALL("every process is killed at once");

    private final String sentence;

    FaultKind(String sentence) {
        this.sentence = sentence;
    }

    /**
     * Whether it is measured how long clients feel it. Then it is to happen to a cluster where nothing else is amiss, or it would not be
     * what was measured.
     */
    public boolean isMeasured() {
        return switch (this) {
            case KILL_NODE, KILL_NODE_FOR_LONG, RESTART_IN_TURN -> true;
            default -> false;
        };
    }

    /** What happens, for people. */
    public String sentence() {
        return sentence;
    }
}
