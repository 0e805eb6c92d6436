@NullMarked
package dev.reprise.bench.soak;

import org.jspecify.annotations.NullMarked;
