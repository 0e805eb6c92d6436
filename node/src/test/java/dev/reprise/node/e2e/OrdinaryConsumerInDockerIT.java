package dev.reprise.node.e2e;

import dev.reprise.node.Node;
import dev.reprise.node.support.DockerEngine;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same with a broker that is not ours. */
@ExtendWith(DockerEngine.class)
class OrdinaryConsumerInDockerIT extends OrdinaryConsumerIT {
    private final KafkaInDocker kafka = new KafkaInDocker();

    @Override
    Node startNode(Path folder) {
        return kafka.node(folder);
    }

    @AfterEach
    void stop() {
        kafka.close();
    }
}
