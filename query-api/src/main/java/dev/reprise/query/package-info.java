/** Reads: what state a job is in, asked of the node that owns it. */
@NullMarked
package dev.reprise.query;

import org.jspecify.annotations.NullMarked;
