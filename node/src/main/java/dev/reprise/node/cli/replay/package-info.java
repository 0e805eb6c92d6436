/** {@code reprise replay}. */
@NullMarked
package dev.reprise.node.cli.replay;

import org.jspecify.annotations.NullMarked;
