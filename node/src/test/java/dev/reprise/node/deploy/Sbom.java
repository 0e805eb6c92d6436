package dev.reprise.node.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The bill of what is shipped, held against what is shipped and against the licences that we may ship. */
final class Sbom {
    /**
     * Where a part is under several, one of these is enough: whoever ships it may choose. re2j names its licence, which is BSD-3-Clause,
     * after the language that it comes from.
     */
    private static final Set<String> ALLOWED = Set.of(
            "Go License",
            "Apache-2.0",
            "MIT",
            "MIT-0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "BSD-4-Clause",
            "EPL-1.0",
            "EPL-2.0",
            "CC0-1.0",
            "Unlicense");

    private final JsonNode bill;

    Sbom(JsonNode bill) {
        this.bill = bill;
    }

    static Sbom built() {
        try {
            return new Sbom(new ObjectMapper().readTree(Repository.text("node/target/reprise-sbom.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode json() {
        return bill;
    }

    /** Parts under none of the licences that are allowed. */
    List<String> licenceMistakes() {
        List<String> mistakes = new ArrayList<>();
        bill.path("components").forEach(part -> {
            Set<String> licences = licences(part);
            if (licences.stream().noneMatch(ALLOWED::contains)) {
                mistakes.add(name(part) + " is under " + licences + ", none of which is allowed");
            }
        });
        return mistakes;
    }

    private static Set<String> licences(JsonNode part) {
        Set<String> licences = new TreeSet<>();
        part.path("licenses").forEach(choice -> {
            JsonNode licence = choice.path("license");
            licences.add(licence.path("id").asText(licence.path("name").asText()));
            Stream.of(choice.path("expression").asText().split(" OR |[()]"))
                    .map(String::strip)
                    .forEach(licences::add);
        });
        licences.remove("");
        return licences;
    }

    private static String name(JsonNode part) {
        return part.path("name").asText() + "-" + part.path("version").asText();
    }

    /** Where it differs from the jars in a folder, by name or by content. Ours are built anew each time, so of them only the name counts. */
    List<String> differences(Path folder) {
        Map<String, String> listed = new TreeMap<>();
        bill.path("components").forEach(part -> listed.put(fileName(part), sha256(part)));
        List<String> differences = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                String hash = listed.remove(name);
                if (hash == null) {
                    differences.add(name + " is shipped, but not on the bill");
                } else if (!name.startsWith("reprise-") && !hash.equals(sha256(file))) {
                    differences.add(name + " is not the one that is on the bill");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        listed.keySet().forEach(name -> differences.add(name + " is on the bill, but not shipped"));
        return differences;
    }

    private static String fileName(JsonNode part) {
        String url = part.path("purl").asText();
        String classifier = url.contains("classifier=") ? "-" + url.replaceAll(".*classifier=([^&]+).*", "$1") : "";
        return name(part) + classifier + ".jar";
    }

    private static String sha256(JsonNode part) {
        for (JsonNode hash : part.path("hashes")) {
            if (hash.path("alg").asText().equals("SHA-256")) {
                return hash.path("content").asText();
            }
        }
        return "";
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
