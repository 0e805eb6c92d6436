@NullMarked
package dev.reprise.bench.process;

import org.jspecify.annotations.NullMarked;
