package dev.reprise.node.access;

import dev.reprise.query.access.Principal;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Changes a file of keys, and leaves its other lines as they are. A node never finds it half written. */
public final class KeyFileEditor {
    private static final int KEY_BYTES = 32;

    private final Path file;

    public KeyFileEditor(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** A key that nobody can guess: 256 bits by chance. */
    public static String newKey() {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        return "rpk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** {@code key.<id>.sha256=…}: what a file keeps of a key. */
    public static String keyLine(String id, String key) {
        return "key." + id + ".sha256=" + Hashes.hex(Hashes.sha256(key));
    }

    /** {@code user.<name>.password=…}: what a file keeps of a password. */
    public static String userLine(String name, String password) {
        return "user." + name + ".password=" + PasswordHash.of(password).text();
    }

    /**
     * Adds somebody.
     *
     * @param secretLine {@link #keyLine} or {@link #userLine}
     * @param fields {@code roles=…}, {@code tenants=…} and so on
     * @throws InvalidAccessException if the file would be wrong with it, or has somebody of that name
     */
    public void add(String secretLine, List<String> fields) throws IOException {
        String entry = secretLine.substring(0, secretLine.lastIndexOf('.', secretLine.indexOf('=')) + 1);
        String before = text();
        if (before.lines().anyMatch(line -> line.strip().startsWith(entry))) {
            throw new InvalidAccessException(
                    "Expected a new name, but " + file + " has " + entry.substring(0, entry.length() - 1) + " already");
        }
        String added = secretLine
                + "\n"
                + fields.stream().map(field -> entry + field + "\n").collect(Collectors.joining());
        write(before + (before.isEmpty() || before.endsWith("\n") ? "" : "\n") + added);
    }

    /** Takes a key or a user away; false if there is none of this name. */
    public boolean remove(String name) throws IOException {
        String before = text();
        String after = before.lines()
                .filter(line -> !line.strip().matches("(key|user)\\.\\Q" + name + "\\E\\.[a-z0-9]+\\s*[=:].*"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        if (after.equals(before) || after.length() == before.length()) {
            return false;
        }
        write(after);
        return true;
    }

    /** Everybody in it, by name. */
    public List<Entry> list() throws IOException {
        return KeyFile.read(text()).holders().stream()
                .map(holder -> new Entry(
                        holder.secret() instanceof Holder.Secret.Key ? "key" : "user",
                        holder.principal(),
                        Optional.ofNullable(holder.expires()).map(Object::toString)))
                .sorted(java.util.Comparator.comparing(
                        entry -> entry.principal().id()))
                .toList();
    }

    /**
     * Somebody in a file of keys.
     *
     * @param kind {@code key} or {@code user}
     */
    public record Entry(String kind, Principal principal, Optional<String> expires) {}

    private String text() throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private void write(String text) throws IOException {
        KeyFile.read(text);
        Path folder = file.getParent() == null ? Path.of(".") : file.getParent();
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            Files.exists(file)
                                    ? Files.getPosixFilePermissions(file)
                                    : PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Path unfinished = Files.createTempFile(folder, file.getFileName().toString(), ".new", ownerOnly);
        Files.writeString(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
