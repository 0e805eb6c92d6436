/** Commands at a rate, and events as they are committed. */
@NullMarked
package dev.reprise.bench.load;

import org.jspecify.annotations.NullMarked;
