package dev.reprise.node.e2e;

import dev.reprise.node.Node;
import dev.reprise.node.support.ChildNode;
import dev.reprise.node.support.DockerEngine;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same with a broker that is not ours, and that goes on while the node is gone. */
@ExtendWith(DockerEngine.class)
class RestartInDockerIT extends RestartIT {
    private final KafkaInDocker kafka = new KafkaInDocker();

    @Override
    Node startNode(Path data) {
        return kafka.node(data);
    }

    @Override
    ChildNode startProcess(Path data) {
        return kafka.process(data);
    }

    @AfterEach
    void stop() {
        kafka.close();
    }
}
