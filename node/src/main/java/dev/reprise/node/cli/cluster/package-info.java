/** {@code reprise cluster} and {@code reprise broker}. */
@NullMarked
package dev.reprise.node.cli.cluster;

import org.jspecify.annotations.NullMarked;
