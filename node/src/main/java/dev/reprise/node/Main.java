package dev.reprise.node;

import dev.reprise.node.cli.Cli;

/** Runs the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(Cli.run(args));
    }
}
