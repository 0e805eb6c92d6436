/** The newest incident of each job: open ones as the engine has them, closed ones as the read model has them. */
@NullMarked
package dev.reprise.query.incidents;

import org.jspecify.annotations.NullMarked;
