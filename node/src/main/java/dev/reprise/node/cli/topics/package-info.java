/** Verbs for the topics of a cluster. */
@NullMarked
package dev.reprise.node.cli.topics;

import org.jspecify.annotations.NullMarked;
