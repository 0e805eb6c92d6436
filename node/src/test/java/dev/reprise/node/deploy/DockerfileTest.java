package dev.reprise.node.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerfileTest {
    private static final String FILE = Repository.text("docker/Dockerfile");

    @Test
    void isAsItHasToBe() {
        assertThat(DockerfileRules.mistakes(FILE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    FROM eclipse-temurin:17.0.17_10-jre-noble     | FROM eclipse-temurin                       | no full version
                    FROM eclipse-temurin:17.0.17_10-jre-noble     | FROM eclipse-temurin:latest                | no full version
                    FROM eclipse-temurin:17.0.17_10-jre-noble     | FROM eclipse-temurin:11.0.2-jre-noble      | no Java that our classes run on
                    FROM eclipse-temurin:17.0.17_10-jre-noble     | FROM eclipse-temurin:17.0.17_10-jre-alpine | RocksDB needs glibc
                    FROM eclipse-temurin:17.0.17_10-jre-noble     | FROM eclipse-temurin:17.0.17_10-jdk-noble  | more than a JRE
                    CMD ["node"]                                  | CMD node                                   | a line for a shell
                    CMD ["node"]                                  | CMD ["nodes"]                              | Unmatched argument
                    ENTRYPOINT ["java",                           | ENTRYPOINT ["bash",                        | not the first process
                    "-XX:MaxRAMPercentage=50",                    | ``                                         | does not follow the container's memory
                    USER 10001:10001                              | USER reprise                               | runs as reprise
                    USER 10001:10001                              | USER 0                                     | runs as 0
                    USER 10001:10001                              | ``                                         | runs as root
                    --chown=0:0 LICENSE                           | LICENSE                                    | could change what it runs
                    COPY --chown=0:0 LICENSE                      | ADD --chown=0:0 LICENSE                    | ADD does more
                    docker/healthcheck.sh /opt                    | docker/health.sh /opt                      | not there for the build
                    COPY --chown=0:0 LICENSE                      | COPY --chown=0:0 README.md                 | not there for the build
                    /src/node/target/lib                          | /src/node/target/libs                      | is not built
                    CMD ["/bin/bash", "/opt/reprise/healthcheck.sh"] | CMD ["curl", "-f", "localhost:8080"]    | no health check
                    VOLUME ["/var/lib/reprise"]                   | ``                                         | no volume
                    REPRISE_HTTP_PORT=8080                        | REPRISE_HTTP_PRT=8080                      | no such option
                    REPRISE_HTTP_PORT=8080                        | REPRISE_HTTP_PORT=80800                    | REPRISE_HTTP_PORT
                    REPRISE_HTTP_PORT=8080                        | REPRISE_TASK_TOKEN_SECRET=0123456789abcdef | a secret would stand in the image
                    version="0.1.0-SNAPSHOT"                      | version="0.0.9"                            | but this is
                    """)
    void aMistakeIsFound(String right, String wrong, String sentence) {
        assertThat(FILE).contains(right);
        assertThat(DockerfileRules.mistakes(FILE.replace(right, wrong)))
                .anySatisfy(mistake -> assertThat(mistake).contains(sentence));
    }

    @Test
    void theJvmTakesItsOptions() throws Exception {
        List<String> options = new ArrayList<>(jvmOptions());
        assertThat(options).isNotEmpty();
        assertThat(javaVersion(options)).isZero();

        options.add("-XX:+NoSuchOption");
        assertThat(javaVersion(options)).isNotZero();
    }

    private static List<String> jvmOptions() {
        List<String> words = Instruction.parse(FILE).stream()
                .filter(one -> one.is("ENTRYPOINT"))
                .findFirst()
                .flatMap(Instruction::exec)
                .orElseThrow();
        return words.subList(1, words.indexOf("-jar"));
    }

    private static int javaVersion(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.add("-version");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        System.out.print(new String(process.getInputStream().readAllBytes(), UTF_8));
        return process.waitFor();
    }
}
