/** What the engine keeps, as rows; the same for plain maps and for RocksDB. */
@NullMarked
package dev.reprise.processor.engine.rows;

import org.jspecify.annotations.NullMarked;
