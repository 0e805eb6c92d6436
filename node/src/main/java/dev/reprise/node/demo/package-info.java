/** The demonstration: a believable stream of jobs through Kafka, watched, summed up over HTTP and checked. */
@NullMarked
package dev.reprise.node.demo;

import org.jspecify.annotations.NullMarked;
