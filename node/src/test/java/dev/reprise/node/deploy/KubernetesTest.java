package dev.reprise.node.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesTest {
    private static final Manifests MANIFESTS = Manifests.read();

    private static List<String> mistakes(Manifests manifests) {
        List<String> mistakes = new ArrayList<>(KubernetesTypes.mistakes(manifests.objects()));
        mistakes.addAll(KubernetesRules.mistakes(manifests));
        return mistakes;
    }

    @Test
    void areAsTheyHaveToBe() {
        assertThat(mistakes(MANIFESTS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    statefulset         | livenessProbe:                     | livnessProbe:                   | livnessProbe
                    statefulset         | replicas: 3                        | replicas: three                 | For input string
                    statefulset         | memory: 2Gi                        | memory: 2Gg                     | Quantity
                    statefulset         | serviceName: reprise-nodes         | serviceName: reprise            | other nodes look for it
                    statefulset         | path: /health/ready                | path: /ready                    | readinessProbe
                    statefulset         | PeriodSeconds: 70                  | PeriodSeconds: 50               | may need 50 s to stop
                    statefulset         | readOnlyRootFilesystem: true       | readOnlyRootFilesystem: false   | can write where it need not
                    statefulset         | runAsNonRoot: true                 | runAsNonRoot: false             | may run as root
                    statefulset         | value: $(POD_NAME)\\n              | value: node\\n                  | does not follow the pod's name
                    statefulset         | name: REPRISE_DATA_DIR             | name: REPRISE_DATA              | no such option
                    statefulset         | enableServiceLinks: false          | enableServiceLinks: true        | REPRISE_PORT
                    statefulset         | mountPath: /tmp                    | mountPath: /temp                | RocksDB
                    statefulset         | fsGroup: 10001                     | fsGroup: 2000                   | may not write to its volume
                    statefulset         | args: ["node"]                     | args: ["nodes"]                 | Unmatched argument
                    statefulset         | kubernetes.io/hostname             | kubernetes.io/hostname\\n          label: x | label
                    configmap           | REPRISE_STREAM_THREADS: "2"        | REPRISE_STREAM_THREADS: "many"  | REPRISE_STREAM_THREADS
                    configmap           | REPRISE_LOG_FORMAT                 | REPRISE_LOG_FROMAT              | no such option
                    configmap           | REPRISE_STREAM_THREADS: "2"        | REPRISE_STREAM_THREADS: 2       | string
                    secret              | # task-token-secret=...            | task-token-secret=0123456789    | a secret is in the repository
                    services            | publishNotReadyAddresses: true     | publishNotReadyAddresses: false | not ready
                    services            | component: node\\n  ports          | component: nodes\\n  ports      | selects other pods
                    poddisruptionbudget | maxUnavailable: 1                  | maxUnavailable: 2               | more than one node
                    poddisruptionbudget | policy/v1                          | policy/v1beta1                  | under its API
                    networkpolicy       | podSelector:\\n    matchLabels     | podSelectors:\\n    matchLabels | podSelectors
                    topics-job          | "--partitions"                     | "--parts"                       | Unknown option
                    topics-job          | runAsUser: 10001                   | runAsUser: 1000                 | another user
                    kustomization       | newTag: 0.1.0-SNAPSHOT             | newTag: latest                  | but this is
                    kustomization       | - services.yaml                    | - service.yaml                  | but there is
                    """)
    void aMistakeIsFound(String file, String right, String wrong, String sentence) {
        String old = right.replace("\\n", "\n");
        assertThat(MANIFESTS.text(file + ".yaml")).contains(old);
        Manifests changed = MANIFESTS.with(file + ".yaml", text -> text.replace(old, wrong.replace("\\n", "\n")));
        assertThat(mistakes(changed)).anySatisfy(mistake -> assertThat(mistake).contains(sentence));
    }

    /** What {@code kubectl apply -k} would send: the tool itself puts the files together, where it is installed. */
    @Test
    void kustomizePutsThemTogether() throws Exception {
        Process kubectl;
        try {
            kubectl = new ProcessBuilder(
                            "kubectl",
                            "kustomize",
                            Repository.path("docker/kubernetes").toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            System.out.println("Skipped: kustomize needs kubectl, which this machine has not");
            Assumptions.abort("no kubectl");
            return;
        }
        String text = new String(kubectl.getInputStream().readAllBytes(), UTF_8);
        assertThat(kubectl.waitFor()).isZero();
        List<JsonNode> objects = Yaml.documents(text);
        assertThat(objects).hasSameSizeAs(MANIFESTS.objects());
        assertThat(KubernetesTypes.mistakes(objects)).isEmpty();
        assertThat(objects)
                .filteredOn(object -> !object.path("kind").asText().equals("Namespace"))
                .allSatisfy(object ->
                        assertThat(object.at("/metadata/namespace").asText()).isEqualTo("reprise"));
        assertThat(text).contains("image: reprise:" + Repository.version());
    }
}
