/** A whole run: a cluster, a load, faults, and the check of what came of it. */
@NullMarked
package dev.reprise.faults.run;

import org.jspecify.annotations.NullMarked;
