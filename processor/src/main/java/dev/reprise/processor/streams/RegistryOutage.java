package dev.reprise.processor.streams;

import dev.reprise.schemas.RegistryUnavailableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a registry that cannot be reached from a record that cannot be read. The former must not put a single good command aside:
 * the partition waits, by letting its stream thread die and be replaced until the registry is back or the node gives up.
 */
final class RegistryOutage {
    private RegistryOutage() {}

    /** Whether the network is at fault; also for serdes that wrap what happened on it. */
    static boolean is(@Nullable Throwable fault) {
        for (Throwable at = fault; at != null; at = at.getCause()) {
            if (at instanceof RegistryUnavailableException
                    || at instanceof SocketException
                    || at instanceof SocketTimeoutException
                    || at instanceof UnknownHostException
                    || at instanceof HttpTimeoutException) {
                return true;
            }
        }
        return false;
    }

    static StreamsException waitForIt(Throwable fault) {
        return new StreamsException("The schema registry cannot be reached, so commands have to wait", fault);
    }
}
