package dev.reprise.node.cli.keys;

import picocli.CommandLine.Command;

/** {@code reprise keys}. */
@Command(
        name = "keys",
        description =
                "The file with API keys and users (--api-keys-file of a node): only hashes of their secrets are in it.",
        subcommands = {AddCommand.class, ListCommand.class, RevokeCommand.class, HashCommand.class})
public final class KeysCommand {}
