/** Everything together on a real embedded broker. */
@NullUnmarked
package dev.reprise.node.e2e;

import org.jspecify.annotations.NullUnmarked;
