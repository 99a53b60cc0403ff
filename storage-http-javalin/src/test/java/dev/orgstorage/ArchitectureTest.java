package dev.orgstorage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.EvaluationResult;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.orgstorage.content.tika.OffendingDetector;
import dev.orgstorage.domain.OffendingManager;
import dev.orgstorage.domain.OffendingNoun;
import dev.orgstorage.domain.impl.OffendingPlace;
import dev.orgstorage.embedded.OffendingEmbedded;
import dev.orgstorage.http.OffendingRoute;
import dev.orgstorage.objectstore.r2.OffendingBucket;
import dev.orgstorage.persistence.jooq.OffendingTable;
import dev.orgstorage.port.OffendingPort;
import dev.orgstorage.port.OffendingPrinter;
import dev.orgstorage.testkit.OffendingFake;
import dev.orgstorage.testkit.contract.OffendingContract;
import dev.orgstorage.usecase.OffendingClock;
import dev.orgstorage.usecase.OffendingVerb;
import dev.orgstorage.usecase.Storage;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may use whom, as allow-lists. Each law is seen to fail on a class among the tests that was made to break it. */
final class ArchitectureTest {
    private static final String DOMAIN = "dev.orgstorage.domain";
    private static final String PORT = "dev.orgstorage.port";
    private static final String USECASE = "dev.orgstorage.usecase";
    private static final String JOOQ = "dev.orgstorage.persistence.jooq";
    private static final String GENERATED = "dev.orgstorage.persistence.jooq.generated..";
    private static final String R2 = "dev.orgstorage.objectstore.r2";
    private static final String TIKA = "dev.orgstorage.content.tika";
    private static final String HTTP = "dev.orgstorage.http";
    private static final String SERVER = "dev.orgstorage.http.server";
    private static final String EMBEDDED = "dev.orgstorage.embedded";
    private static final String TESTKIT = "dev.orgstorage.testkit";
    private static final String CONTRACT = "dev.orgstorage.testkit.contract";
    private static final String[] PACKAGES = {
        DOMAIN, PORT, USECASE, JOOQ, GENERATED, R2, TIKA, HTTP, SERVER, EMBEDDED, TESTKIT, CONTRACT
    };

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.orgstorage");

    private static final Set<String> TIME_AND_CHANCE = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Math.random",
            "java.util.UUID.randomUUID",
            "java.util.Random.<init>",
            "java.security.SecureRandom.<init>",
            "java.util.concurrent.ThreadLocalRandom.current",
            "java.util.random.RandomGenerator.getDefault");

    /** A rule, and classes that break it. */
    record Law(ArchRule rule, JavaClasses offenders) {
        Law(ArchRule rule, Class<?> offender) {
            this(rule, new ClassFileImporter().importClasses(offender));
        }

        @Override
        public String toString() {
            return rule.getDescription();
        }
    }

    static Stream<Law> laws() {
        return Stream.of(
                of(DOMAIN, OffendingNoun.class),
                of(PORT, OffendingPort.class, DOMAIN),
                of(USECASE, OffendingVerb.class, DOMAIN, PORT),
                of(
                        JOOQ,
                        OffendingTable.class,
                        DOMAIN,
                        PORT,
                        GENERATED,
                        "org.jooq..",
                        "com.zaxxer.hikari..",
                        "org.flywaydb.."),
                of(R2, OffendingBucket.class, DOMAIN, PORT, "software.amazon.awssdk..", "javax.crypto.."),
                of(TIKA, OffendingDetector.class, DOMAIN, PORT, "org.apache.tika.metadata", "org.apache.tika.mime"),
                of(
                        HTTP,
                        OffendingRoute.class,
                        DOMAIN,
                        PORT,
                        USECASE,
                        "io.javalin..",
                        "org.eclipse.jetty..",
                        "tools.jackson..",
                        "com.fasterxml.jackson.annotation..",
                        "com.nimbusds..",
                        "javax.crypto..",
                        "org.slf4j.."),
                of(
                        SERVER,
                        testsOfTheServer(),
                        DOMAIN,
                        PORT,
                        USECASE,
                        HTTP,
                        JOOQ,
                        R2,
                        TIKA,
                        EMBEDDED,
                        "picocli..",
                        "de.siegmar.fastcsv..",
                        "me.tongfei.progressbar..",
                        "io.github.bucket4j..",
                        "com.github.benmanes.caffeine.cache",
                        "org.webjars",
                        "io.javalin..",
                        "org.eclipse.jetty..",
                        "tools.jackson..",
                        "com.nimbusds..",
                        "javax.net.ssl",
                        "io.micrometer..",
                        "io.opentelemetry..",
                        "ch.qos.logback..",
                        "net.logstash.logback..",
                        "org.slf4j.."),
                of(
                        EMBEDDED,
                        OffendingEmbedded.class,
                        "org.gaul.s3proxy..",
                        "org.apache.commons.compress..",
                        "com.sun.security.auth.module..",
                        "com.sun.management..",
                        "org.slf4j.."),
                of(TESTKIT, OffendingFake.class, DOMAIN, PORT),
                of(
                        CONTRACT,
                        OffendingContract.class,
                        DOMAIN,
                        PORT,
                        USECASE,
                        TESTKIT,
                        "org.junit.jupiter.api..",
                        "org.assertj.core.."),
                new Law(classes().should().resideInAnyPackage(PACKAGES), OffendingPlace.class),
                new Law(
                        noClasses().should().haveNameMatching(".*(Service|Manager|Impl|Utils?|Helper)(\\$.*)?"),
                        OffendingManager.class),
                new Law(
                        classes()
                                .that()
                                .resideInAnyPackage(DOMAIN, PORT, USECASE)
                                .should(takeTimeAndChanceAsGiven()),
                        OffendingClock.class),
                new Law(NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS, OffendingPrinter.class));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void holds(Law law) {
        law.rule().check(PRODUCTION);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void isSeenToFail(Law law) {
        EvaluationResult result = law.rule().evaluate(law.offenders());
        assertThat(result.getFailureReport().getDetails())
                .isNotEmpty()
                .allMatch(detail -> law.offenders().stream().anyMatch(offender -> detail.contains(offender.getName())));
    }

    @Test
    void everyPackageOfEveryModuleIsLookedAt() {
        for (String name : PACKAGES) {
            String plain = name.replace("..", "");
            assertThat(PRODUCTION.stream().map(JavaClass::getPackageName))
                    .as(name)
                    .contains(plain);
        }
        assertThat(PRODUCTION.contain(OffendingNoun.class)).isFalse();
    }

    /** Both ways of asking are seen: a static field's, and a method reference's. */
    @Test
    void timeIsSeenHoweverItIsAskedFor() {
        JavaClasses clock = new ClassFileImporter().importClasses(OffendingClock.class);
        List<String> details = classes()
                .should(takeTimeAndChanceAsGiven())
                .evaluate(clock)
                .getFailureReport()
                .getDetails();
        assertThat(details).hasSize(2).anyMatch(d -> d.contains("randomUUID")).anyMatch(d -> d.contains("Instant.now"));
    }

    /** The package may use the JDK, itself, and what is named here. */
    private static Law of(String name, Class<?> offender, String... uses) {
        return of(name, new ClassFileImporter().importClasses(offender), uses);
    }

    private static Law of(String name, JavaClasses offenders, String... uses) {
        String[] allowed = Stream.concat(Stream.of("java..", "org.jspecify.annotations", name), Stream.of(uses))
                .toArray(String[]::new);
        return new Law(
                classes()
                        .that()
                        .resideInAPackage(name)
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(allowed),
                offenders);
    }

    /** They use test frameworks, which the server may not. */
    private static JavaClasses testsOfTheServer() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.OnlyIncludeTests())
                .importPackages(SERVER);
    }

    /** All but {@link Storage#over} and constructors, where an embedder who says nothing of a clock gets the system's. */
    private static ArchCondition<JavaClass> takeTimeAndChanceAsGiven() {
        return new ArchCondition<>("take time and chance as they are given") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getAccessesFromSelf().stream()
                        .filter(access -> asksTheMachine(access.getTarget()) && !isStandard(access))
                        .forEach(access -> events.add(SimpleConditionEvent.violated(type, access.getDescription())));
            }
        };
    }

    private static boolean asksTheMachine(AccessTarget target) {
        boolean clock = target.getOwner().getPackageName().equals("java.time")
                && target.getName().matches("now|system.*|tick.*");
        return clock || TIME_AND_CHANCE.contains(target.getOwner().getName() + "." + target.getName());
    }

    private static boolean isStandard(JavaAccess<?> access) {
        boolean door = access.getOriginOwner().isEquivalentTo(Storage.class)
                && access.getOrigin().getName().equals("over");
        boolean constructor = access.getOrigin().isConstructor()
                && access.getTarget().getOwner().isEquivalentTo(InstantSource.class);
        return door || constructor;
    }
}
