/** What is folded from the event topic apart from the engine: the history of each job, and counts by type and state. */
@NullMarked
package dev.reprise.query.readmodel;

import org.jspecify.annotations.NullMarked;
