/** Verbs that run a node. */
@NullMarked
package dev.reprise.node.cli.node;

import org.jspecify.annotations.NullMarked;
