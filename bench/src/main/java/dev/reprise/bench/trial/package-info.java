/** Settings that differ from the engine's own, to measure what they would bring. */
@org.jspecify.annotations.NullMarked
package dev.reprise.bench.trial;
