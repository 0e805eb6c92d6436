package dev.reprise.faults.check;

import dev.reprise.faults.memory.Memories;
import java.util.BitSet;

/** What all parts of one check share. */
final class Run {
    final Memories memories;
    final CheckSettings settings;
    final Findings findings = new Findings();
    final Tally tally;
    /** Numbers of the commands that show in the log. */
    final BitSet seenCommands = new BitSet();
    /** Numbers of the leases that show in the log. */
    final BitSet seenLeases = new BitSet();

    Run(Memories memories, CheckSettings settings) {
        this.memories = memories;
        this.settings = settings;
        tally = new Tally(settings);
    }
}
