/** The command line: verbs, exit codes, forms of output. */
@NullMarked
package dev.reprise.node.cli;

import org.jspecify.annotations.NullMarked;
