/** Data of earlier releases, which every later one has to go on with. */
@NullMarked
package dev.reprise.node.upgrade;

import org.jspecify.annotations.NullMarked;
