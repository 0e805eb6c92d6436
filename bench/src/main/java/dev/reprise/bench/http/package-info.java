/** What a worker sees: failures over HTTP, answered when they are decided and durable. */
@NullMarked
package dev.reprise.bench.http;

import org.jspecify.annotations.NullMarked;
