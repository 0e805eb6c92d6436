/** Searches: pages of partitions, wherever they are, looked through for the best entries within bounds of time and memory. */
@NullMarked
package dev.reprise.query.search;

import org.jspecify.annotations.NullMarked;
