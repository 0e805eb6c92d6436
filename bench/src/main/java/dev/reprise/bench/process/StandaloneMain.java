package dev.reprise.bench.process;

import dev.reprise.node.Main;
import java.io.IOException;

/** {@code reprise standalone}, which ends when its stdin does, so that it does not outlive a run that was killed. */
public final class StandaloneMain {
    private StandaloneMain() {}

    public static void main(String[] args) {
        Thread watch = new Thread(StandaloneMain::endWithStdin, "ends with its parent");
        watch.setDaemon(true);
        watch.start();
        Main.main(args);
    }

    private static void endWithStdin() {
        try {
            while (System.in.read() >= 0) {
                // nobody talks to it
            }
        } catch (IOException e) {
            // as good as its end
        }
        Runtime.getRuntime().exit(0);
    }
}
