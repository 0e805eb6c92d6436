/** The REST API of Camunda 8.9, as far as workers and those who look after failed jobs use it: base path {@code /v2}. */
@NullMarked
package dev.reprise.gateway.camunda8;

import org.jspecify.annotations.NullMarked;
