/** Client verbs for retry policies. */
@NullMarked
package dev.reprise.node.cli.policy;

import org.jspecify.annotations.NullMarked;
