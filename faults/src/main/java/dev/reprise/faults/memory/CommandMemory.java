package dev.reprise.faults.memory;

/**
 * What a client remembers of a command when it is done with it: once for each command, however often it was repeated.
 *
 * @param told the outcome in the end, see {@link Told#then}
 */
public record CommandMemory(SentCommand sent, Told told) {}
