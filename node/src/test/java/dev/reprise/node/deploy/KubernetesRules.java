package dev.reprise.node.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What our manifests have to be, beyond well-typed. */
final class KubernetesRules {
    /** {@code RunningNode}: after so long a stop is cut off. */
    private static final int STOP_SECONDS = 45;

    private final Manifests manifests;
    private final JsonNode nodes;
    private final JsonNode pod;
    private final JsonNode node;
    private final List<String> mistakes = new ArrayList<>();

    private KubernetesRules(Manifests manifests) {
        this.manifests = manifests;
        nodes = manifests.only("StatefulSet");
        pod = nodes.at("/spec/template/spec");
        node = pod.at("/containers/0");
    }

    static List<String> mistakes(Manifests manifests) {
        KubernetesRules rules = new KubernetesRules(manifests);
        rules.kustomization();
        rules.selectors();
        rules.pods();
        rules.settings();
        rules.identity();
        rules.probes();
        rules.stop();
        rules.data();
        rules.secrets();
        return rules.mistakes;
    }

    private void expect(boolean right, String sentence) {
        if (!right) {
            mistakes.add(sentence);
        }
    }

    private void kustomization() {
        JsonNode kustomization = manifests.kustomization();
        Set<String> listed = new TreeSet<>(Yaml.texts(kustomization.path("resources")));
        Set<String> there = new TreeSet<>(manifests.files().keySet());
        there.remove(Manifests.KUSTOMIZATION);
        expect(listed.equals(there), "kustomization.yaml lists " + listed + ", but there is " + there);
        expect(
                manifests.only("Namespace").at("/metadata/name").equals(kustomization.path("namespace")),
                "everything goes to a namespace that is not made");
        JsonNode image = kustomization.at("/images/0");
        expect(
                image.path("name").asText().equals("reprise")
                        && image.path("newTag").asText().equals(Repository.version()),
                "the image is " + image + ", but this is " + Repository.version());
    }

    private void selectors() {
        JsonNode labels = nodes.at("/spec/template/metadata/labels");
        expect(nodes.at("/spec/selector/matchLabels").equals(labels), "the set does not select its own pods");
        manifests.ofKind("Service").forEach(service -> {
            expect(
                    service.at("/spec/selector").equals(labels),
                    "a service selects other pods: " + service.path("metadata"));
            String port = service.at("/spec/ports/0/targetPort").asText();
            expect(port.equals(node.at("/ports/0/name").asText()), "a service goes to port " + port);
        });
        expect(
                manifests
                        .only("PodDisruptionBudget")
                        .at("/spec/selector/matchLabels")
                        .equals(labels),
                "the budget is for other pods");
        pod.path("topologySpreadConstraints")
                .forEach(spread ->
                        expect(spread.at("/labelSelector/matchLabels").equals(labels), "spread over other pods"));
        expect(pod.path("topologySpreadConstraints").size() == 2, "nodes may all be on one machine");
        manifests
                .only("NetworkPolicy")
                .at("/spec/podSelector/matchLabels")
                .properties()
                .forEach(label -> expect(
                        label.getValue().equals(labels.path(label.getKey())), "the network policy is for other pods"));
    }

    private void pods() {
        for (JsonNode each : List.of(pod, manifests.only("Job").at("/spec/template/spec"))) {
            JsonNode container = each.at("/containers/0");
            expect(each.at("/securityContext/runAsNonRoot").asBoolean(), "a pod may run as root");
            expect(
                    each.at("/securityContext/runAsUser").asText().equals("10001"),
                    "a pod runs as another user than the image is made for");
            expect(
                    each.at("/securityContext/seccompProfile/type").asText().equals("RuntimeDefault"),
                    "a pod may call all of the kernel");
            expect(
                    !each.path("automountServiceAccountToken").asBoolean(true),
                    "a pod has a token that it does not need");
            expect(
                    each.path("serviceAccountName")
                            .asText()
                            .equals(manifests
                                    .only("ServiceAccount")
                                    .at("/metadata/name")
                                    .asText()),
                    "a pod has an account that is not made");
            expect(
                    container.at("/securityContext/readOnlyRootFilesystem").asBoolean(),
                    "a container can write where it need not");
            expect(
                    !container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true),
                    "a container may gain rights");
            expect(
                    container
                            .at("/securityContext/capabilities/drop")
                            .toString()
                            .equals("[\"ALL\"]"),
                    "a container keeps capabilities");
            expect(
                    container.at("/resources/limits/memory").equals(container.at("/resources/requests/memory")),
                    "the heap follows a limit that is not reserved");
            expect(container.path("image").asText().equals("reprise"), "kustomize sets the tag of another image");
            expect(mounts(container).containsKey("/tmp"), "RocksDB is unpacked into /tmp, which cannot be written to");
            Verbs.mistake(Yaml.texts(container.path("args"))).ifPresent(mistakes::add);
            Set<String> volumes = new HashSet<>(each.path("volumes").findValuesAsText("name"));
            nodes.path("spec")
                    .path("volumeClaimTemplates")
                    .forEach(claim -> volumes.add(claim.at("/metadata/name").asText()));
            mounts(container)
                    .forEach((path, volume) -> expect(volumes.contains(volume), path + " is on no volume: " + volume));
        }
    }

    private static Map<String, String> mounts(JsonNode container) {
        Map<String, String> mounts = new TreeMap<>();
        container
                .path("volumeMounts")
                .forEach(mount -> mounts.put(
                        mount.path("mountPath").asText(), mount.path("name").asText()));
        return mounts;
    }

    private void settings() {
        JsonNode data = manifests.only("ConfigMap").path("data");
        data.properties()
                .forEach(one -> expect(one.getValue().isTextual(), one + " is no string, which Kubernetes refuses"));
        Map<String, String> environment = new TreeMap<>(Yaml.map(data));
        expect(environment.containsKey("REPRISE_BOOTSTRAP_SERVERS"), "nobody says where Kafka is");
        expect(!environment.getOrDefault("REPRISE_STANDBY_REPLICAS", "0").equals("0"), "nobody takes over in seconds");
        node.path("env")
                .forEach(variable -> environment.put(
                        variable.path("name").asText(),
                        variable.path("value").asText().replaceAll("\\$\\((\\w+)\\)", "pod-0")));
        mistakes.addAll(NodeSettings.mistakes(environment));
        String map = manifests.only("ConfigMap").at("/metadata/name").asText();
        expect(node.at("/envFrom/0/configMapRef/name").asText().equals(map), "the node does not read the config map");
        expect(
                !pod.path("enableServiceLinks").asBoolean(true),
                "the service named reprise puts REPRISE_PORT into the environment");
    }

    private void identity() {
        Map<String, String> environment = new TreeMap<>();
        node.path("env")
                .forEach(variable -> environment.put(
                        variable.path("name").asText(), variable.path("value").asText()));
        expect(
                "$(POD_NAME)".equals(environment.get("REPRISE_INSTANCE_ID")),
                "the instance id does not follow the pod's name");
        String between = nodes.at("/spec/serviceName").asText();
        expect(
                ("$(POD_NAME)." + between + ".$(POD_NAMESPACE).svc:8080")
                        .equals(environment.get("REPRISE_HTTP_ADVERTISED")),
                "other nodes look for it at " + environment.get("REPRISE_HTTP_ADVERTISED"));
        expect(
                manifests.ofKind("Service").stream()
                        .anyMatch(service -> service.at("/metadata/name")
                                        .asText()
                                        .equals(between)
                                && service.at("/spec/clusterIP").asText().equals("None")
                                && service.at("/spec/publishNotReadyAddresses").asBoolean()),
                "no headless service gives nodes that are not ready a name");
    }

    private void probes() {
        for (Map.Entry<String, String> probe : Map.of(
                        "startupProbe",
                        "/health/live",
                        "livenessProbe",
                        "/health/live",
                        "readinessProbe",
                        "/health/ready")
                .entrySet()) {
            JsonNode http = node.path(probe.getKey()).path("httpGet");
            expect(http.path("path").asText().equals(probe.getValue()), probe.getKey() + " asks " + http);
            expect(
                    http.path("port").asText().equals(node.at("/ports/0/name").asText()),
                    probe.getKey() + " asks " + http);
        }
    }

    private void stop() {
        int grace = pod.path("terminationGracePeriodSeconds").asInt();
        int before = node.at("/lifecycle/preStop/sleep/seconds").asInt();
        expect(
                grace > STOP_SECONDS + before,
                "a node may need " + (STOP_SECONDS + before) + " s to stop, but has " + grace);
        JsonNode budget = manifests.only("PodDisruptionBudget").path("spec");
        expect(budget.path("maxUnavailable").asInt() == 1, "more than one node may be taken away at a time: " + budget);
    }

    private void data() {
        String path = mounts(node).getOrDefault("/var/lib/reprise", "");
        expect(
                nodes.at("/spec/volumeClaimTemplates/0/metadata/name").asText().equals(path),
                "the data folder is not on a volume that stays");
        expect(pod.at("/securityContext/fsGroup").asText().equals("10001"), "the node may not write to its volume");
    }

    /** The name and the file are there; what is secret is not. */
    private void secrets() {
        JsonNode secret = manifests.only("Secret");
        expect(secret.path("data").isMissingNode(), "a secret is in the repository");
        Yaml.map(secret.path("stringData")).forEach((file, text) -> {
            expect(
                    text.lines().allMatch(line -> line.isBlank() || line.startsWith("#")),
                    "a secret is in the repository: " + file);
            expect(
                    node.path("env").findValuesAsText("value").contains("/etc/reprise/" + file),
                    "the node does not read " + file);
        });
        expect(
                pod.path("volumes")
                        .findValuesAsText("secretName")
                        .contains(secret.at("/metadata/name").asText()),
                "the secret is not mounted");
    }
}
