package dev.reprise.processor.streams;

import org.apache.kafka.common.utils.Bytes;

/** Lets rows of the due index act. */
@FunctionalInterface
interface Firing {
    /**
     * Lets a row act, or removes it if it does not fit its job.
     *
     * @param at epoch milliseconds
     * @return false if the engine threw; then nothing has changed
     */
    boolean fire(Bytes row, long at);
}
