/** The gateway on a real broker and engine: HTTP in, decided and durable answers out. */
@NullMarked
package dev.reprise.node.gateway;

import org.jspecify.annotations.NullMarked;
