/** The read half of a schema registry, for nodes that have none. */
@NullMarked
package dev.reprise.node.registry;

import org.jspecify.annotations.NullMarked;
