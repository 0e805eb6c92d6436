package dev.reprise.schemas;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/**
 * The rule that a new version of a schema must keep. Beyond what a registry checks, it refuses two changes that Avro
 * lets pass although they change data without a word: a renamed field whose default hides the loss, and another
 * logical type.
 */
enum Compatibility {
    /** The new version reads whatever was written with any earlier one. */
    BACKWARD_TRANSITIVE,
    /** And every earlier version reads what is written with the new one. */
    FULL_TRANSITIVE;

    /** Events are read by anyone, with any version; everything else by Reprise, which is the newest. */
    static Compatibility of(String fullName) {
        return fullName.startsWith("dev.reprise.event.") ? FULL_TRANSITIVE : BACKWARD_TRANSITIVE;
    }

    /** What speaks against the new version, a sentence each; empty if nothing does. */
    List<String> problems(Schema next, List<Schema> earlier) {
        List<String> problems = new ArrayList<>();
        for (int version = 1; version <= earlier.size(); version++) {
            Schema old = earlier.get(version - 1);
            addAvros(problems, "the new version cannot read version " + version, next, old);
            if (this == FULL_TRANSITIVE) {
                addAvros(problems, "version " + version + " cannot read the new version", old, next);
            }
            addSilent(problems, "", old, next, new HashSet<>());
        }
        return problems;
    }

    private static void addAvros(List<String> problems, String what, Schema reader, Schema writer) {
        List<Incompatibility> found = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities();
        found.forEach(one ->
                problems.add(what + ": " + one.getType() + " at " + one.getLocation() + " (" + one.getMessage() + ")"));
    }

    /** Walks both versions side by side. */
    private void addSilent(List<String> problems, String place, Schema old, Schema next, Set<String> seen) {
        if (!Objects.equals(old.getLogicalType(), next.getLogicalType())) {
            problems.add(
                    place + " was of logical type " + old.getLogicalType() + " and is of " + next.getLogicalType());
        }
        if (old.getType() != next.getType()) {
            return;
        }
        switch (old.getType()) {
            case RECORD -> {
                if (seen.add(old.getFullName())) {
                    addRenamed(problems, place, old, next);
                    old.getFields().stream()
                            .filter(field -> next.getField(field.name()) != null)
                            .forEach(field -> addSilent(
                                    problems,
                                    place + "/" + field.name(),
                                    field.schema(),
                                    next.getField(field.name()).schema(),
                                    seen));
                }
            }
            case ARRAY -> addSilent(problems, place + "/[]", old.getElementType(), next.getElementType(), seen);
            case MAP -> addSilent(problems, place + "/{}", old.getValueType(), next.getValueType(), seen);
            case UNION ->
                old.getTypes().forEach(branch -> {
                    Integer same = next.getIndexNamed(branch.getFullName());
                    if (same != null) {
                        addSilent(problems, place, branch, next.getTypes().get(same), seen);
                    }
                });
            default -> {}
        }
    }

    /** A field that went while another of its type came is taken for renamed; an alias is enough for one direction. */
    private void addRenamed(List<String> problems, String place, Schema old, Schema next) {
        for (Field gone : missing(old, next)) {
            for (Field come : missing(next, old)) {
                boolean covered = this == BACKWARD_TRANSITIVE && come.aliases().contains(gone.name());
                if (come.schema().equals(gone.schema()) && !covered) {
                    problems.add(place + "/" + gone.name() + " seems to be renamed to " + come.name());
                }
            }
        }
    }

    private static List<Field> missing(Schema from, Schema in) {
        return from.getFields().stream()
                .filter(field -> in.getField(field.name()) == null)
                .collect(Collectors.toList());
    }
}
