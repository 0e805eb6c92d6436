/** Client verbs for incidents. */
@NullMarked
package dev.reprise.node.cli.incident;

import org.jspecify.annotations.NullMarked;
