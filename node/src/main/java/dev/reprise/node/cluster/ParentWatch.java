package dev.reprise.node.cluster;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends this process when the one that started it is gone: a member of a local cluster does not outlive its cluster. */
public final class ParentWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ParentWatch.class);

    private ParentWatch() {}

    /** Begins to watch. */
    @SuppressWarnings("FutureReturnValueIgnored")
    public static void begin() {
        ProcessHandle.current()
                .parent()
                .ifPresentOrElse(parent -> parent.onExit().thenRun(ParentWatch::end), ParentWatch::end);
    }

    private static void end() {
        LOG.warn("The process that started this one is gone: stopping");
        System.exit(0);
    }
}
