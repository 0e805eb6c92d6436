/** What the stores hold. Nobody outside reads it, but it outlives a release and is versioned like the rest. Generated from {@code src/main/avro/state}. */
package dev.reprise.state;
