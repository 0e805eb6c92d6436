/** The log on stderr: text for people or JSON lines for machines. */
@NullMarked
package dev.reprise.node.log;

import org.jspecify.annotations.NullMarked;
