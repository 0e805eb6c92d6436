package dev.reprise.processor.engine;

/**
 * The instant at which something is decided, read once by the caller, and its cause.
 *
 * @param at epoch milliseconds
 */
public record Moment(long at, Cause cause) {}
