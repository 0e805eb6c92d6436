@NullMarked
package dev.reprise.node.tls;

import org.jspecify.annotations.NullMarked;
