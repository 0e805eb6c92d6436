package dev.reprise.processor.metrics;

/** Kinds of meters. */
public enum MeterType {
    /** Only goes up. */
    COUNTER,
    /** Goes up and down. */
    GAUGE,
    /** How often which value was seen. */
    HISTOGRAM
}
