/** Measurements: micro-benchmarks and end-to-end load. */
@NullMarked
package dev.reprise.bench;

import org.jspecify.annotations.NullMarked;
