package dev.reprise.schemas;

import java.util.Set;
import org.apache.avro.Conversion;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Tells Avro that the classes generated in this module may be made from schemas. Since 1.12.2 Avro refuses every class
 * that nobody vouched for, an application's own generated ones included (AVRO-4189): even a builder fails that fills in
 * a default. Avro's two system properties would have to be set by everyone who uses this jar.
 *
 * <p>This is registered as a {@link Conversion}, of a logical type that no schema has, because Avro loads conversions
 * with its first data model, that is, before it looks for any class: early enough also for a consumer that knows nothing
 * of Reprise but this jar (Confluent's deserializer, for one), and without a call that anyone could forget. Only the packages
 * below are added; what was trusted before stays so.
 */
public final class TrustInGeneratedTypes extends Conversion<Void> {
    private static final Set<String> PACKAGES = Set.of(
            "dev.reprise.command",
            "dev.reprise.common",
            "dev.reprise.event",
            "dev.reprise.policy",
            "dev.reprise.reply",
            "dev.reprise.state");

    static {
        ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(before, type -> PACKAGES.contains(type.getPackageName())));
    }

    @Override
    public Class<Void> getConvertedType() {
        return Void.class;
    }

    @Override
    public String getLogicalTypeName() {
        return "dev.reprise.none";
    }
}
