/** Kafka's own KRaft server in this process, for machines with nothing else installed. */
@NullMarked
package dev.reprise.node.broker;

import org.jspecify.annotations.NullMarked;
