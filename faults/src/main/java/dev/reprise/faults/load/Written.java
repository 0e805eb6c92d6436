package dev.reprise.faults.load;

/**
 * A command that was accepted.
 *
 * @param sequence of the job's last event by it
 * @param position of the command: what a read asks to be as new as
 */
record Written(String commandId, long jobKey, long sequence, String position) {}
