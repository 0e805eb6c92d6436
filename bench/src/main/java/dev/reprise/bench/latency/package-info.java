/** Time from a command to its committed event. */
@NullMarked
package dev.reprise.bench.latency;

import org.jspecify.annotations.NullMarked;
