/** Where partitions are, and how to ask for what is in them: here, or at another node. */
@NullMarked
package dev.reprise.query.partition;

import org.jspecify.annotations.NullMarked;
