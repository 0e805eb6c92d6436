@NullMarked
package dev.reprise.node.access;

import org.jspecify.annotations.NullMarked;
