/** Load and faults on a cluster of child processes, and the checker of what came out of it. */
@NullMarked
package dev.reprise.faults;

import org.jspecify.annotations.NullMarked;
