package dev.reprise.node.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.JSON;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The types of Kubernetes' API, as its Java client has them: no field that they do not know, none missing, none of another type. */
final class KubernetesTypes {
    private static final String PACKAGE = "io.kubernetes.client.openapi.models.V1";
    private static final Map<String, String> VERSIONS = Map.of(
            "Namespace", "v1",
            "ConfigMap", "v1",
            "Secret", "v1",
            "ServiceAccount", "v1",
            "Service", "v1",
            "StatefulSet", "apps/v1",
            "Job", "batch/v1",
            "PodDisruptionBudget", "policy/v1",
            "NetworkPolicy", "networking.k8s.io/v1");

    private KubernetesTypes() {}

    static List<String> mistakes(List<JsonNode> objects) {
        List<String> mistakes = new ArrayList<>();
        for (JsonNode object : objects) {
            String kind = object.path("kind").asText();
            if (!object.path("apiVersion").asText().equals(VERSIONS.get(kind))) {
                mistakes.add("Expected a kind that we know under its API, but got " + object.path("apiVersion") + " "
                        + kind);
            } else {
                check(kind, JsonParser.parseString(object.toString()), mistakes);
            }
        }
        return mistakes;
    }

    private static void check(String kind, JsonElement object, List<String> mistakes) {
        try {
            Class<?> type = Class.forName(PACKAGE + kind);
            type.getMethod("validateJsonElement", JsonElement.class).invoke(null, object);
            JSON.getGson().fromJson(object, type);
        } catch (InvocationTargetException e) {
            mistakes.add(kind + ": " + e.getCause());
        } catch (RuntimeException e) {
            mistakes.add(kind + ": " + e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Expected a type V1" + kind, e);
        }
    }
}
