@NullMarked
package dev.reprise.bench.restore;

import org.jspecify.annotations.NullMarked;
