/** The one HTTP server of a node, and what it says of the node itself. */
@NullMarked
package dev.reprise.node.http;

import org.jspecify.annotations.NullMarked;
