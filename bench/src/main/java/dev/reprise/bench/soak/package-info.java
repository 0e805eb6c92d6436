/** Whether a node is after half an hour of load what it was in the beginning. */
@NullMarked
package dev.reprise.bench.soak;

import org.jspecify.annotations.NullMarked;
