/** What waiting retries cost, and how late they are. */
@NullMarked
package dev.reprise.bench.due;

import org.jspecify.annotations.NullMarked;
