/** Retry policies as gateways read and write them. */
@NullMarked
package dev.reprise.gateway.policies;

import org.jspecify.annotations.NullMarked;
