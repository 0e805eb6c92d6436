/** Reads, end to end: against nodes on a real broker. */
@NullMarked
package dev.reprise.node.query;

import org.jspecify.annotations.NullMarked;
