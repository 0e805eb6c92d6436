/** Specs of the reads: against the real engine on plain maps, and real HTTP. */
@NullMarked
package dev.reprise.query;

import org.jspecify.annotations.NullMarked;
