package dev.reprise.node.cli;

import dev.reprise.node.KafkaUnavailableException;
import dev.reprise.node.NodeStartException;
import dev.reprise.node.access.InvalidAccessException;
import dev.reprise.node.broker.BrokerStartException;
import dev.reprise.node.cli.client.ApiException;
import dev.reprise.node.config.InvalidConfigException;
import dev.reprise.node.http.HttpStartException;
import dev.reprise.node.tls.TlsException;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What went wrong in a command, as a line for people and an exit code for scripts. */
final class Failures implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        int code = code(e);
        if (e instanceof InvalidConfigException invalid) {
            invalid.mistakes().forEach(mistake -> err.println("reprise: " + mistake));
        } else if (isExpected(e)) {
            err.println("reprise: " + e.getMessage());
        } else {
            err.println("reprise: something went wrong: " + e);
            LoggerFactory.getLogger(Failures.class).error("Unexpected failure of {}", command.getCommandName(), e);
        }
        err.flush();
        return code;
    }

    private static int code(Exception e) {
        if (e instanceof ApiException api) {
            return api.exitCode();
        }
        if (e instanceof InvalidConfigException) {
            return ExitCode.USAGE;
        }
        return e instanceof KafkaUnavailableException ? ExitCode.UNAVAILABLE : ExitCode.REFUSED;
    }

    private static boolean isExpected(Exception e) {
        return e instanceof ApiException
                || e instanceof NodeStartException
                || e instanceof BrokerStartException
                || e instanceof HttpStartException
                || e instanceof InvalidAccessException
                || e instanceof TlsException
                || e instanceof KafkaUnavailableException;
    }
}
