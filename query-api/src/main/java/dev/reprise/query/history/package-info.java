/** The history of a job: every event, as JSON. */
@NullMarked
package dev.reprise.query.history;

import org.jspecify.annotations.NullMarked;
