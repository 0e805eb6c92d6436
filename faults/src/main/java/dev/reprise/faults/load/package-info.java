/** Clients of a cluster, over HTTP and over Kafka, each of which remembers what it sent and what it was told. */
@NullMarked
package dev.reprise.faults.load;

import org.jspecify.annotations.NullMarked;
