package dev.reprise.node.codepipeline;

import dev.reprise.node.Node;
import dev.reprise.node.support.Standalone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** A node that knows keys and checks signatures in full. */
final class KeyedNode {
    static final AwsCredentials KEY = AwsBasicCredentials.create("AKIDDEFAULT", "secretOfTheDefaultTenant");
    static final AwsCredentials OTHER = AwsBasicCredentials.create("AKIDACME", "secretOfAcme");

    private KeyedNode() {}

    static Node start(Path folder) throws IOException {
        Path credentials = folder.resolve("credentials");
        Files.writeString(credentials, """
                key.AKIDDEFAULT.secret = secretOfTheDefaultTenant
                key.AKIDACME.secret = secretOfAcme
                key.AKIDACME.tenant = acme
                key.AKIDREADER.secret = secretOfTheReader
                key.AKIDREADER.actions = codepipeline:Get*, codepipeline:PollForJobs
                key.AKIDTEMP.secret = secretOfTheSession
                key.AKIDTEMP.session-token = sessionToken
                key.AKIDOVER.secret = secretOfTheSession
                key.AKIDOVER.session-token = sessionToken
                key.AKIDOVER.expires = 2026-01-01T00:00:00Z
                client.acme-client.token = tokenOfAcme
                client.acme-client.tenant = acme
                """);
        return Standalone.start(
                folder.resolve("data"),
                "credentials-file",
                credentials.toString(),
                "signature-check",
                "full",
                "codepipeline-region",
                "us-east-1");
    }
}
