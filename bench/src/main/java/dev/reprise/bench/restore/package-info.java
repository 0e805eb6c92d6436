/** How long commands wait when a process is gone: until it is back with its state restored, or until another takes over. */
@NullMarked
package dev.reprise.bench.restore;

import org.jspecify.annotations.NullMarked;
