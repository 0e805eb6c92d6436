package dev.reprise.node.camunda7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.node.Node;
import dev.reprise.node.support.JsProgram;
import dev.reprise.node.support.Standalone;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.client.ExternalTaskClient;
import org.camunda.bpm.client.exception.BadRequestException;
import org.camunda.bpm.client.exception.EngineException;
import org.camunda.bpm.client.exception.NotFoundException;
import org.camunda.bpm.client.task.ExternalTask;
import org.camunda.bpm.client.task.ExternalTaskService;
import org.camunda.bpm.client.variable.ClientValues;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.FileValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The vendor's own clients, unmodified, lead tasks through all that can happen to them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class LoopIT {
    private static final String TYPED = """
            {'modifications':{
             'text':{'type':'String','value':'é中😀'},
             'number':{'type':'Integer','value':42},
             'json':{'type':'Json','value':'{\\"a\\":[1,2]}'},
             'date':{'type':'Date','value':'2026-01-02T04:04:05.678+0100'},
             'file':{'type':'File','value':'aGVsbG8=','valueInfo':{'filename':'a.txt','mimeType':'text/plain','encoding':'UTF-8'}}}}""";

    private Node node;
    private EngineRest rest;

    @BeforeAll
    void start(@TempDir Path folder) {
        node = Standalone.start(folder);
        rest = new EngineRest(node.url());
    }

    @AfterAll
    void stop() {
        node.close();
    }

    /** A task as it was handed out, and the means to answer. */
    private record Handed(ExternalTask task, ExternalTaskService service) {}

    /** The vendor's worker, with its tasks in a queue. */
    private static final class Worker implements AutoCloseable {
        private final BlockingQueue<Handed> tasks = new LinkedBlockingQueue<>();
        private final ExternalTaskClient client;

        Worker(String url, String topic) {
            client = ExternalTaskClient.create()
                    .baseUrl(url + "/engine-rest")
                    .workerId("java-worker")
                    .maxTasks(1)
                    .asyncResponseTimeout(1_000) // it stops only when its last fetch is answered
                    .disableBackoffStrategy()
                    .build();
            client.subscribe(topic)
                    .lockDuration(600_000)
                    .includeExtensionProperties(true)
                    .handler((task, service) -> tasks.add(new Handed(task, service)))
                    .open();
        }

        Handed next() throws InterruptedException {
            Handed handed = tasks.poll(120, TimeUnit.SECONDS);
            assertThat(handed).as("a task").isNotNull();
            return handed;
        }

        @Override
        public void close() {
            client.stop();
        }
    }

    @Test
    void javaLeadsATaskFromFailureToFailureToItsEnd() throws Exception {
        String id = rest.create("{'type':'java-loop','businessKey':'order-1','headers':{'region':'eu'}}");
        try (Worker worker = new Worker(node.url(), "java-loop")) {
            Handed first = worker.next();
            assertThat(first.task().getId()).isEqualTo(id);
            assertThat(first.task().getRetries()).as("until the first report").isNull();
            assertThat(first.task().getBusinessKey()).isEqualTo("order-1");
            assertThat(first.task().getExtensionProperty("region")).isEqualTo("eu");
            first.service().extendLock(first.task(), 700_000);
            first.service().setVariables(first.task(), Map.of("set", Variables.longValue(5L)));
            first.service().handleFailure(id, "first", "at line 1", 1, 500);

            Handed second = worker.next();
            assertThat(second.task().getRetries()).isEqualTo(1);
            assertThat(second.task().getErrorMessage()).isEqualTo("first");
            assertThat(second.task().getErrorDetails()).isEqualTo("at line 1");
            assertThat((Long) second.task().getVariable("set")).isEqualTo(5L);
            second.service().handleFailure(id, "no more", null, 0, 0);
            JsonNode incidents = rest.get("/incident?configuration=" + id);
            assertThat(incidents.at("/0/incidentMessage").textValue()).isEqualTo("no more");

            rest.put("/external-task/" + id + "/retries", "{'retries':1}");
            Handed third = worker.next();
            assertThat(rest.get("/incident?configuration=" + id)).isEmpty();
            third.service().unlock(third.task());

            Handed fourth = worker.next();
            fourth.service().complete(fourth.task(), Map.of("result", "good"), Map.of("scratch", 1));
            assertThatThrownBy(() -> fourth.service().handleFailure(fourth.task(), "late", null, 0, 0))
                    .isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void javaLocksATaskAndThrowsAnError() throws Exception {
        String id = rest.create("{'type':'java-errors'}");
        try (Worker worker = new Worker(node.url(), "java-errors")) {
            Handed handed = worker.next();
            handed.service().unlock(handed.task());
            Handed again = worker.next();
            assertThatThrownBy(() -> again.service().handleFailure(id, "x", null, -1, 0))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("retries is not greater than or equal to 0");
            String others = rest.create("{'type':'of-others'}");
            rest.post("/external-task/" + others + "/lock", "{'workerId':'other','lockDuration':600000}");
            assertThatThrownBy(() -> again.service().lock(others, 1000))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageContaining("It is locked by worker 'other'.");
            again.service().lock(id, 60_000);
            again.service().handleBpmnError(again.task(), "DECLINED", "no funds", Map.of("why", "funds"));
            assertThat(rest.call("GET", "/external-task/" + id, null).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void javaReadsAndWritesEveryTypeOfVariable() throws Exception {
        String id = rest.create("{'type':'java-types'}");
        rest.post("/process-instance/" + id + "/variables", TYPED);
        try (Worker worker = new Worker(node.url(), "java-types")) {
            Handed handed = worker.next();
            ExternalTask task = handed.task();
            assertThat((String) task.getVariable("text")).isEqualTo("é中😀");
            assertThat((Integer) task.getVariable("number")).isEqualTo(42);
            assertThat((String) task.getVariable("json")).isEqualTo("{\"a\":[1,2]}");
            assertThat((java.util.Date) task.getVariable("date"))
                    .isEqualTo(java.util.Date.from(java.time.Instant.parse("2026-01-02T03:04:05.678Z")));
            FileValue file = task.getVariableTyped("file");
            assertThat(file.getFilename()).isEqualTo("a.txt");
            try (InputStream bytes = file.getValue()) {
                assertThat(new String(bytes.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("hello");
            }
            Map<String, Object> sent = Map.of(
                    "Boolean",
                    true,
                    "Short",
                    (short) 2,
                    "Integer",
                    3,
                    "Long",
                    4L,
                    "Double",
                    1.5,
                    "Bytes",
                    new byte[] {1, 2, 3},
                    "Json",
                    ClientValues.jsonValue("{\"b\":1.10}"),
                    "Xml",
                    ClientValues.xmlValue("<a/>"),
                    "Object",
                    List.of("x", "y"),
                    "File",
                    Variables.fileValue("b.bin").file(new byte[] {9}).create());
            handed.service().handleFailure(id, "m", "d", 2, 0, sent, Map.of("Null", Variables.untypedNullValue()));

            ExternalTask again = worker.next().task();
            assertThat((Boolean) again.getVariable("Boolean")).isTrue();
            assertThat((Short) again.getVariable("Short")).isEqualTo((short) 2);
            assertThat((Integer) again.getVariable("Integer")).isEqualTo(3);
            assertThat((Long) again.getVariable("Long")).isEqualTo(4L);
            assertThat((Double) again.getVariable("Double")).isEqualTo(1.5);
            assertThat((byte[]) again.getVariable("Bytes")).containsExactly(1, 2, 3);
            assertThat((String) again.getVariable("Json")).isEqualTo("{\"b\":1.10}");
            assertThat((String) again.getVariable("Xml")).isEqualTo("<a/>");
            assertThat((Object) again.getVariable("Object")).isEqualTo(List.of("x", "y"));
            TypedValue nothing = again.getVariableTyped("Null");
            assertThat(nothing.getValue()).isNull();
            FileValue sentFile = again.getVariableTyped("File");
            try (InputStream bytes = sentFile.getValue()) {
                assertThat(bytes.readAllBytes()).containsExactly(9);
            }
        }
    }

    @Test
    void javaScriptLeadsATaskFromFailureToFailureToItsEnd() {
        String id = rest.create("{'type':'js-loop','priority':1}");
        rest.post("/process-instance/" + id + "/variables", TYPED);
        try (JsProgram loop = JsProgram.start("camunda7-loop.mjs", node.url() + "/engine-rest", "js-loop")) {
            loop.awaitLine("late");
            rest.create("{'type':'js-loop'}");
            assertThat(loop.expectSuccess()).contains("done");
        }
    }
}
