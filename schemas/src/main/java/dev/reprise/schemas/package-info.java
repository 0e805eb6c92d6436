/**
 * The contracts on the wire, for producers and consumers: topics ({@link dev.reprise.schemas.Topics}), record headers,
 * job keys in all their forms ({@link dev.reprise.schemas.JobKeys}), and serdes for the records that are generated from
 * {@code src/main/avro} ({@link dev.reprise.schemas.RecordSerdes} for Kafka clients,
 * {@link dev.reprise.schemas.AvroWire} for everything else).
 *
 * <p>Whatever cannot be read fails as {@link dev.reprise.schemas.UndecodableRecordException}, whoever cannot be reached
 * as {@link dev.reprise.schemas.RegistryUnavailableException}.
 */
@NullMarked
package dev.reprise.schemas;

import org.jspecify.annotations.NullMarked;
