package dev.reprise.bench.process;

import dev.reprise.node.Main;
import java.io.IOException;
import java.util.Map;

/** {@code reprise standalone}, which can be asked what it uses, and ends when its stdin does, so that it does not outlive a run. */
public final class StandaloneMain {
    private StandaloneMain() {}

    public static void main(String[] args) {
        Thread parent = new Thread(StandaloneMain::answer, "answers its parent");
        parent.setDaemon(true);
        parent.start();
        Main.main(args);
    }

    private static void answer() {
        try {
            ChildConsole.answer(Map.of());
        } catch (IOException e) {
            // as good as the end of stdin
        }
        Runtime.getRuntime().exit(0);
    }
}
