package dev.reprise.schemas;

import dev.reprise.schemas.UndecodableRecordException.Reason;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** A deserializer of another maker, made to fail in our two ways: the record is unreadable, or the registry is away. */
final class ForeignDeserializer implements Deserializer<SpecificRecord> {
    private final Deserializer<?> foreign;

    ForeignDeserializer(Deserializer<?> foreign) {
        this.foreign = foreign;
    }

    @Override
    public @Nullable SpecificRecord deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        Object value;
        try {
            value = foreign.deserialize(topic, bytes);
        } catch (RetriableException e) {
            throw new RegistryUnavailableException(sentence(e), e);
        } catch (SerializationException e) {
            if (isNetworkFault(e)) {
                throw new RegistryUnavailableException(sentence(e), e);
            }
            throw new UndecodableRecordException(Reason.MALFORMED, sentence(e), e);
        }
        if (value instanceof SpecificRecord record) {
            return record;
        }
        throw new UndecodableRecordException(
                Reason.FOREIGN_SCHEMA,
                "Expected a record of Reprise, but the value is "
                        + (value == null ? "none" : "a " + value.getClass().getName()));
    }

    @Override
    public void close() {
        foreign.close();
    }

    /** Confluent's wraps a registry that cannot be reached in the same exception as a broken record. */
    private static boolean isNetworkFault(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException
                    || cause instanceof SocketTimeoutException
                    || cause instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }

    private static String sentence(Exception e) {
        return "Expected a record that can be read, but " + e.getMessage();
    }
}
