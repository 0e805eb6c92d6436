/** How soon a standalone node is ready. */
@NullMarked
package dev.reprise.bench.start;

import org.jspecify.annotations.NullMarked;
