/** What one client, or all of them together, can make the HTTP server hold: connections, threads, bytes and time. */
@NullMarked
package dev.reprise.node.http.bounds;

import org.jspecify.annotations.NullMarked;
