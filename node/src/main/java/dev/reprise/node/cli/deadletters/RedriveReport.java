package dev.reprise.node.cli.deadletters;

import dev.reprise.node.cli.ExitCode;
import dev.reprise.node.letters.Letter;
import dev.reprise.node.letters.LetterPlace;
import java.io.PrintWriter;

/** Says what became of each letter as it happens, so that it is known when the process ends half-way. */
final class RedriveReport {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean dryRun;
    private int sent;
    private int refused;
    private int missing;

    RedriveReport(PrintWriter out, PrintWriter err, boolean dryRun) {
        this.out = out;
        this.err = err;
        this.dryRun = dryRun;
    }

    void sent(Letter letter) {
        sent++;
        out.println((dryRun ? "would send " : "sent ") + letter.place() + " (" + letter.reason() + ", was at "
                + letter.origin() + ")");
        out.flush();
    }

    /**
     * Notes a refusal.
     *
     * @param quietly because it is what --all leaves out anyway
     */
    void refused(Letter letter, String sentence, boolean quietly) {
        if (quietly) {
            return;
        }
        refused++;
        err.println("reprise: " + sentence + "; --force sends " + letter.place() + " all the same");
        err.flush();
    }

    void missing(LetterPlace place) {
        missing++;
        err.println("reprise: Expected a dead letter at " + place + ", but there is none (any more)");
        err.flush();
    }

    void end() {
        out.println(sent
                + (dryRun ? " would be sent back" : " sent back")
                + (refused > 0 ? ", " + refused + " refused" : ""));
        out.flush();
    }

    int exitCode() {
        if (missing > 0) {
            return ExitCode.NOT_FOUND;
        }
        return refused > 0 ? ExitCode.CONFLICT : ExitCode.OK;
    }
}
