/** More than a node can bear: what it takes, what it refuses, and how soon it is itself again. */
@NullMarked
package dev.reprise.bench.overload;

import org.jspecify.annotations.NullMarked;
