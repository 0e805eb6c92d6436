package dev.reprise.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.command.FailJob;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.util.ClassSecurityValidator;
import org.junit.jupiter.api.Test;

class TrustInGeneratedTypesTest {
    @Test
    void aProgramThatHasTouchedNoneOfOurClassesMayReadThem() throws Exception {
        String json =
                SchemaCatalogue.released().newest("dev.reprise.command.FailJob").json();
        // Loaders of its own, as in a new process: nothing of Avro or Reprise is initialised there yet.
        try (URLClassLoader fresh = new URLClassLoader(classPath(), new LoggingOnly())) {
            Class<?> parser = fresh.loadClass("org.apache.avro.Schema$Parser");
            Object schema = parser.getMethod("parse", String.class)
                    .invoke(parser.getConstructor().newInstance(), json);
            Class<?> specificData = fresh.loadClass("org.apache.avro.specific.SpecificData");
            Object found = specificData
                    .getMethod("getClass", fresh.loadClass("org.apache.avro.Schema"))
                    .invoke(specificData.getMethod("get").invoke(null), schema);
            assertThat(found).isEqualTo(fresh.loadClass("dev.reprise.command.FailJob"));
        }
    }

    @Test
    void onlyTheGeneratedTypesAreTrusted() {
        new AvroWire();
        assertThat(ClassSecurityValidator.getGlobal().isTrusted(FailJob.class)).isTrue();
        assertThat(ClassSecurityValidator.getGlobal().isTrusted(String.class)).isTrue();
        assertThat(ClassSecurityValidator.getGlobal().isTrusted(AvroWire.class)).isFalse();
        assertThat(ClassSecurityValidator.getGlobal().isTrusted(ProcessBuilder.class))
                .isFalse();
    }

    @Test
    void everyFolderOfContractsIsTrusted() {
        new AvroWire();
        for (Schema type : Contracts.types()) {
            assertThat(ClassSecurityValidator.getGlobal().isTrusted(Contracts.generated(type)))
                    .as(type.getFullName())
                    .isTrue();
        }
    }

    private static URL[] classPath() {
        return Stream.of(AvroWire.class, Schema.class, ObjectMapper.class, JsonParser.class, JsonInclude.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .toArray(URL[]::new);
    }

    /** What both worlds share: the JDK, and the logging as it is set up here. */
    private static final class LoggingOnly extends ClassLoader {
        LoggingOnly() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!name.startsWith("org.slf4j.")) {
                throw new ClassNotFoundException(name);
            }
            return AvroWire.class.getClassLoader().loadClass(name);
        }
    }
}
