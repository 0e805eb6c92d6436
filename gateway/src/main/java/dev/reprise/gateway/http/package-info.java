/** What the HTTP APIs of workers share: waiting without a thread, and knowing when a client has hung up. */
@NullMarked
package dev.reprise.gateway.http;

import org.jspecify.annotations.NullMarked;
