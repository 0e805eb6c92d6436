package dev.reprise.processor.streams;

/** The ages of copies at some moment. */
@FunctionalInterface
interface CopyAges {
    CopyAge of(int partition);
}
