/** Client verbs for jobs. */
@NullMarked
package dev.reprise.node.cli.job;

import org.jspecify.annotations.NullMarked;
