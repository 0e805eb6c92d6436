/** The REST API of Camunda 7 external tasks (7.24), as far as its workers and those who look after them need it. */
@NullMarked
package dev.reprise.gateway.camunda7;

import org.jspecify.annotations.NullMarked;
