/** Figures of all jobs together: how many there are of each type and state, and what is due. */
@NullMarked
package dev.reprise.query.stats;

import org.jspecify.annotations.NullMarked;
