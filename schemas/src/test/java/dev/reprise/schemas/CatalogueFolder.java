package dev.reprise.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparingInt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** The catalogue as a folder of files, which {@link #freeze} brings up to the contracts. */
final class CatalogueFolder {
    /** One line of the index. */
    record Line(int id, int version, String since, String fingerprint, String fullName) {
        static Line parse(String text) {
            String[] columns = text.split(" +", -1);
            return new Line(
                    Integer.parseInt(columns[0]), Integer.parseInt(columns[1]), columns[2], columns[3], columns[4]);
        }

        String text() {
            return "%-4d %-3d %-7s %s %s".formatted(id, version, since, fingerprint, fullName);
        }
    }

    private final Path folder;

    CatalogueFolder(Path folder) {
        this.folder = folder;
    }

    static CatalogueFolder ofTheModule() {
        return new CatalogueFolder(Contracts.module().resolve("src/main/resources/dev/reprise/schemas/catalogue"));
    }

    List<Line> lines() throws IOException {
        Path index = folder.resolve("index");
        return Files.exists(index)
                ? Files.readAllLines(index).stream().map(Line::parse).toList()
                : List.of();
    }

    String json(Line line) throws IOException {
        return Files.readString(file(line));
    }

    /**
     * Takes the contracts over. What belongs to the release in the making is written anew; what is out stays as it is,
     * and a contract that differs from it becomes the next version under a new id.
     */
    void freeze(Map<String, Schema> contracts, String release) throws IOException {
        Map<String, List<Line>> byName = new TreeMap<>();
        for (Line line : lines()) {
            if (!line.since().equals(release) || contracts.containsKey(line.fullName())) {
                byName.computeIfAbsent(line.fullName(), name -> new ArrayList<>())
                        .add(line);
            } else {
                Files.delete(file(line));
            }
        }
        int lastId = lines().stream().mapToInt(Line::id).max().orElse(0);
        for (Map.Entry<String, Schema> contract : contracts.entrySet()) {
            List<Line> versions = byName.computeIfAbsent(contract.getKey(), name -> new ArrayList<>());
            String json = SchemaText.frozen(contract.getValue());
            Line newest = versions.isEmpty() ? null : versions.get(versions.size() - 1);
            if (newest != null && newest.since().equals(release)) {
                versions.set(
                        versions.size() - 1, write(newest.id(), newest.version(), release, contract.getKey(), json));
            } else if (newest == null || !SchemaText.contract(json).equals(SchemaText.contract(json(newest)))) {
                int version = newest == null ? 1 : newest.version() + 1;
                versions.add(write(++lastId, version, release, contract.getKey(), json));
            }
        }
        List<String> index = byName.values().stream()
                .flatMap(List::stream)
                .sorted(comparingInt(Line::id))
                .map(Line::text)
                .toList();
        Files.writeString(folder.resolve("index"), String.join("\n", index) + "\n");
    }

    static String fingerprint(String json) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Line write(int id, int version, String release, String fullName, String json) throws IOException {
        Line line = new Line(id, version, release, fingerprint(json), fullName);
        Files.createDirectories(file(line).getParent());
        Files.writeString(file(line), json);
        return line;
    }

    private Path file(Line line) {
        return folder.resolve(line.fullName()).resolve(line.version() + ".avsc");
    }
}
