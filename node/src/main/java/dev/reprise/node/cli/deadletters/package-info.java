/** Verbs for dead letters, over Kafka. */
@NullMarked
package dev.reprise.node.cli.deadletters;

import org.jspecify.annotations.NullMarked;
