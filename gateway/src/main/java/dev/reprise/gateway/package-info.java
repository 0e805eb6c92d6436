/** Writes over HTTP: a command goes out, its reply comes back. */
@NullMarked
package dev.reprise.gateway;

import org.jspecify.annotations.NullMarked;
