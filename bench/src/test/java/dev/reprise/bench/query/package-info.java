@NullMarked
package dev.reprise.bench.query;

import org.jspecify.annotations.NullMarked;
