@NullMarked
package dev.reprise.node.http.bounds;

import org.jspecify.annotations.NullMarked;
