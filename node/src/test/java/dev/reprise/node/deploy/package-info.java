/** What lies in {@code docker/} and {@code docs/runbook.md}, held against the program that it is for. */
@NullMarked
package dev.reprise.node.deploy;

import org.jspecify.annotations.NullMarked;
