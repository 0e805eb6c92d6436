package dev.reprise.faults.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.node.broker.BrokerSeat;
import dev.reprise.node.cluster.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NetworkTest {
    private static final int SHORT_MILLIS = 200;
    private static final int PATIENCE_MILLIS = 10_000;

    private final ServerSocket broker;
    private final int entrance;
    private final Network network;

    NetworkTest() throws IOException {
        broker = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        FreePorts ports = new FreePorts();
        entrance = ports.next();
        network = new Network(
                List.of(new BrokerSeat(
                        1,
                        ports.next(),
                        Map.of(1, ports.next()),
                        "id",
                        List.of(new BrokerSeat.Door("NODE1", broker.getLocalPort(), entrance)))),
                1);
    }

    @BeforeEach
    void echo() {
        Thread echo = new Thread(() -> {
            try {
                while (true) {
                    Socket client = broker.accept();
                    new Thread(() -> echo(client)).start();
                }
            } catch (IOException e) {
                // closed
            }
        });
        echo.setDaemon(true);
        echo.start();
    }

    private static void echo(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // broken, as was asked for
        }
    }

    @AfterEach
    void close() throws IOException {
        network.close();
        broker.close();
    }

    @Test
    void passesOnWhatIsSent() throws IOException {
        try (Socket node = node()) {
            node.getOutputStream().write(7);
            assertThat(node.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void nothingPassesWhileItIsCutAndEverythingArrivesAfterwards() throws IOException {
        try (Socket node = node()) {
            node.getOutputStream().write(7);
            assertThat(node.getInputStream().read()).isEqualTo(7);
            network.cut(0);
            node.getOutputStream().write(8);
            node.setSoTimeout(SHORT_MILLIS);
            assertThatThrownBy(() -> node.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            network.mend(0);

            node.setSoTimeout(PATIENCE_MILLIS);
            assertThat(node.getInputStream().read()).isEqualTo(8);
        }
    }

    @Test
    void aResetBreaksConnectionsAndNewOnesAreTaken() throws IOException {
        try (Socket node = node()) {
            node.getOutputStream().write(7);
            assertThat(node.getInputStream().read()).isEqualTo(7);
            network.reset(0);
            assertThat(endOf(node)).isTrue();
        }
        passesOnWhatIsSent();
    }

    private static boolean endOf(Socket node) {
        try {
            return node.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private Socket node() throws IOException {
        Socket node = new Socket(InetAddress.getLoopbackAddress(), entrance);
        node.setSoTimeout(PATIENCE_MILLIS);
        return node;
    }
}
