/** What tests of the node share. */
@NullMarked
package dev.reprise.node.support;

import org.jspecify.annotations.NullMarked;
