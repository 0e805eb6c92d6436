/** What happened to jobs, across all of them: from the read model's histories. */
@NullMarked
package dev.reprise.query.events;

import org.jspecify.annotations.NullMarked;
