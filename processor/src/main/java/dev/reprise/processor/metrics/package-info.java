/** What is measured: one catalogue of meters, and the interface behind which a metrics library stands. */
@NullMarked
package dev.reprise.processor.metrics;

import org.jspecify.annotations.NullMarked;
