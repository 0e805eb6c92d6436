package dev.reprise.processor.streams;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as text that fits into headers: messages may quote megabytes of a record, and a dead letter that is refused for
 * its size would stop its partition.
 *
 * @param exception name of its class
 * @param message at most 4,000 characters; may quote the record
 * @param trace its stack trace, at most 32,000 characters; may quote the record
 * @param place class and line it came from; never quotes anything
 */
record Fault(String exception, @Nullable String message, String trace, String place) {
    private static final int LONGEST_MESSAGE = 4_000;
    private static final int LONGEST_TRACE = 32_000;

    Fault {
        message = message == null ? null : cut(message, LONGEST_MESSAGE);
        trace = cut(trace, LONGEST_TRACE);
    }

    static Fault of(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return new Fault(thrown.getClass().getName(), thrown.getMessage(), text.toString(), place(thrown));
    }

    private static String place(Throwable thrown) {
        StackTraceElement[] frames = thrown.getStackTrace();
        return thrown.getClass().getName() + (frames.length == 0 ? "" : " at " + frames[0]);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "...";
    }
}
