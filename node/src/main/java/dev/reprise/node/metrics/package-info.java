/** Measurements as Prometheus reads them. */
@NullMarked
package dev.reprise.node.metrics;

import org.jspecify.annotations.NullMarked;
