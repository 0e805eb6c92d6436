package dev.reprise.node.cli.keys;

import dev.reprise.node.access.KeyFileEditor;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which file. */
final class KeysFileOption {
    @Option(
            names = "--file",
            required = true,
            paramLabel = "FILE",
            defaultValue = "${env:REPRISE_API_KEYS_FILE}",
            description = "The file of keys (REPRISE_API_KEYS_FILE); a running node reads it again within two seconds.")
    private Path file = Path.of("");

    KeyFileEditor editor() {
        return new KeyFileEditor(file);
    }
}
