package dev.reprise.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TakenPortTest {
    private static final String HOST = "127.0.0.1";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesConnectionsUntilItIsListenedOn(boolean given) throws IOException {
        try (TakenPort port = TakenPort.of(HOST, given ? free() : 0)) {
            assertThatThrownBy(() -> connect(port.number())).isInstanceOf(ConnectException.class);

            port.listen(1);

            connect(port.number());
        }
    }

    @Test
    void isNotTakenFromWhoeverListensOnIt() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            assertThatThrownBy(() -> TakenPort.of(HOST, other.getLocalPort())).isInstanceOf(BindException.class);
        }
    }

    @Test
    void isNotListenedOnByTwo() throws IOException {
        int number = free();
        try (TakenPort first = TakenPort.of(HOST, number);
                TakenPort second = TakenPort.of(HOST, number)) {
            first.listen(1);

            assertThatThrownBy(() -> second.listen(1)).isInstanceOf(BindException.class);
        }
    }

    @Test
    void isFreeAgainWhenItIsClosed() throws IOException {
        int number = free();
        for (int i = 0; i < 2; i++) {
            try (TakenPort port = TakenPort.of(HOST, number)) {
                assertThat(port.listen(1).isOpen()).isTrue();
                connect(number);
            }
        }
    }

    private static int free() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return any.getLocalPort();
        }
    }

    private static void connect(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(HOST, port));
        }
    }
}
