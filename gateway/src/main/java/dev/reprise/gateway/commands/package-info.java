/** Commands and the answers to them: published, awaited, and never lost count of. */
@NullMarked
package dev.reprise.gateway.commands;

import org.jspecify.annotations.NullMarked;
