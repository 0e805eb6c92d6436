package dev.reprise.node.cli;

import dev.reprise.node.Version;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** {@code reprise --version}. */
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "reprise " + Version.text(), "kafka " + AppInfoParser.getVersion() + ", java " + Runtime.version()
        };
    }
}
