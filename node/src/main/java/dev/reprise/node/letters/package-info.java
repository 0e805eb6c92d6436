/** Dead letters: reading them, and sending them back. */
@NullMarked
package dev.reprise.node.letters;

import org.jspecify.annotations.NullMarked;
