/** Jobs and incidents: read from the stores of their owner, wherever it is, and shown as JSON. */
@NullMarked
package dev.reprise.query.jobs;

import org.jspecify.annotations.NullMarked;
