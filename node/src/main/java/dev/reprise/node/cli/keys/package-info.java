/** {@code reprise keys}: the file of API keys and users. */
@NullMarked
package dev.reprise.node.cli.keys;

import org.jspecify.annotations.NullMarked;
