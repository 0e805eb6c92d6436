@NullMarked
package dev.reprise.bench.load;

import org.jspecify.annotations.NullMarked;
