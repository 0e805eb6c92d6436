/** Camunda 8's own clients, unmodified, against Reprise. */
@NullMarked
package dev.reprise.node.camunda8.clients;

import org.jspecify.annotations.NullMarked;
