/** Certificates: of this node's HTTP server, and of the nodes that it calls. */
@NullMarked
package dev.reprise.node.tls;

import org.jspecify.annotations.NullMarked;
