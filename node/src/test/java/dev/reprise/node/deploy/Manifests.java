package dev.reprise.node.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The files of {@code docker/kubernetes}. */
final class Manifests {
    static final String KUSTOMIZATION = "kustomization.yaml";

    private final Map<String, String> files;

    private Manifests(Map<String, String> files) {
        this.files = files;
    }

    static Manifests read() {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(Repository.path("docker/kubernetes"))) {
            for (Path file : all.toList()) {
                files.put(String.valueOf(file.getFileName()), Files.readString(file, UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Manifests(files);
    }

    /** The same with another text of one file. */
    Manifests with(String file, UnaryOperator<String> change) {
        Map<String, String> changed = new TreeMap<>(files);
        changed.compute(file, (name, text) -> change.apply(text == null ? "" : text));
        return new Manifests(changed);
    }

    String text(String file) {
        return files.getOrDefault(file, "");
    }

    Map<String, String> files() {
        return files;
    }

    JsonNode kustomization() {
        return Yaml.document(text(KUSTOMIZATION));
    }

    /** All objects in all files. */
    List<JsonNode> objects() {
        List<JsonNode> objects = new ArrayList<>();
        files.forEach((name, text) -> {
            if (!name.equals(KUSTOMIZATION)) {
                objects.addAll(Yaml.documents(text));
            }
        });
        return objects;
    }

    List<JsonNode> ofKind(String kind) {
        return objects().stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    JsonNode only(String kind) {
        return ofKind(kind).get(0);
    }
}
