/** How many reads a node answers, and how soon, while commands go on. */
@NullMarked
package dev.reprise.bench.query;

import org.jspecify.annotations.NullMarked;
