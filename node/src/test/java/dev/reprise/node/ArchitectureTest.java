package dev.reprise.node;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Holds the code to the arrows of the design. */
class ArchitectureTest {
    private static final String ENGINE = "dev.reprise.processor.engine..";
    private static final JavaClasses REPRISE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.reprise");

    @Test
    void theEngineKnowsNothingOfKafkaHttpOrJson() {
        classes()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        ENGINE,
                        "dev.reprise.command",
                        "dev.reprise.common",
                        "dev.reprise.event",
                        "dev.reprise.policy",
                        "dev.reprise.reply",
                        "dev.reprise.state",
                        "java..",
                        "org.apache.avro..",
                        "org.jspecify.."))
                .check(REPRISE);
    }

    @Test
    void theEngineAsksNoClockAndDrawsNoChance() {
        noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, Random.class, ThreadLocalRandom.class)
                .check(REPRISE);
    }

    @Test
    void onlyAppliersChangeStoredState() {
        noClasses()
                .that(not(resideInAnyPackage("dev.reprise.processor.engine.apply", "dev.reprise.state")))
                .should()
                .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith("set"))
                        .and(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                        resideInAPackage("dev.reprise.state")
                                                .and(com.tngtech.archunit.core.domain.properties.HasName.Predicates
                                                        .nameMatching(".*state\\.[A-Za-z]+"))))))
                .check(REPRISE);
    }

    @Test
    void modulesDependOnEachOtherInOneDirection() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("schemas")
                .definedBy(
                        "dev.reprise.schemas..",
                        "dev.reprise.command",
                        "dev.reprise.common",
                        "dev.reprise.event",
                        "dev.reprise.policy",
                        "dev.reprise.reply",
                        "dev.reprise.state")
                .layer("processor")
                .definedBy("dev.reprise.processor..")
                .layer("query")
                .definedBy("dev.reprise.query..")
                .layer("gateway")
                .definedBy("dev.reprise.gateway..")
                .layer("node")
                .definedBy("dev.reprise.node..")
                .whereLayer("node")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("gateway")
                .mayOnlyBeAccessedByLayers("node")
                .whereLayer("query")
                .mayOnlyBeAccessedByLayers("gateway", "node")
                .whereLayer("processor")
                .mayOnlyBeAccessedByLayers("query", "gateway", "node")
                .check(REPRISE);
    }

    @Test
    void dialectsDoNotKnowEachOther() {
        slices().matching("dev.reprise.gateway.(camunda8|camunda7|codepipeline|cloudflow|nativeapi)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true)
                .check(REPRISE);
    }

    @Test
    void theContractsNeedOnlyAvroAndKafkaClients() {
        classes()
                .that()
                .resideInAPackage("dev.reprise.schemas..")
                .should()
                .onlyDependOnClassesThat(not(resideInAnyPackage(
                        "org.apache.kafka.streams..",
                        "io.javalin..",
                        "org.eclipse.jetty..",
                        "dev.reprise.processor..")))
                .check(REPRISE);
    }
}
