package io.canopydb.it.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** The direction of dependency between modules and packages. */
@AnalyzeClasses(packages = MainClasses.ROOT, importOptions = MainClasses.class)
class ModuleRulesTest {

  @ArchTest
  static final ArchRule modulesDependDownwards =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.canopydb..")
          .layer("metadata")
          .definedBy("io.canopydb.metadata..")
          .layer("driver")
          .definedBy("io.canopydb.driver..")
          .layer("rebalancer")
          .definedBy("io.canopydb.rebalancer..")
          .optionalLayer("proxy")
          .definedBy(
              resideInAPackage("io.canopydb.proxy..")
                  .and(not(resideInAPackage("io.canopydb.proxy.local.."))))
          .optionalLayer("local")
          .definedBy("io.canopydb.proxy.local..")
          .optionalLayer("it")
          .definedBy("io.canopydb.it..")
          .whereLayer("metadata")
          .mayNotAccessAnyLayer()
          .whereLayer("driver")
          .mayOnlyAccessLayers("metadata")
          .whereLayer("rebalancer")
          .mayOnlyAccessLayers("metadata", "driver")
          .whereLayer("proxy")
          .mayOnlyAccessLayers("metadata", "driver", "rebalancer")
          .whereLayer("local")
          .mayOnlyAccessLayers("metadata", "driver", "rebalancer", "proxy")
          .ensureAllClassesAreContainedInArchitecture();

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.canopydb.(**)").namingSlices("$1").should().beFreeOfCycles();

  /** The core can be driven by any front; none may need the one that speaks JDBC. */
  @ArchTest
  static final ArchRule nothingNeedsTheJdbcFront =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.canopydb.driver.jdbc..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.canopydb.driver.jdbc..");

  /** What is no room for fronts, but gives and takes the words of the session. */
  private static final Set<String> WORDS_OF_THE_SESSION =
      Set.of(
          "dialect.Dialect",
          "execute.ExecuteOptions",
          "execute.LeafCursor",
          "execute.LeafRow",
          "execute.Parameter",
          "merge.Row",
          "merge.RowCursor",
          "merge.ValuesRow",
          "transaction.XaBranches",
          "transaction.XaId",
          "transaction.XaPrepared");

  @ArchTest
  static final ArchRule theJdbcFrontNeedsOnlyWhatIsForFronts =
      noClasses()
          .that()
          .resideInAPackage("io.canopydb.driver.jdbc..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.canopydb.driver..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "io.canopydb.driver.jdbc..",
                              "io.canopydb.driver.error..",
                              "io.canopydb.driver.front..",
                              "io.canopydb.driver.session..",
                              "io.canopydb.driver.url..",
                              "io.canopydb.driver.value..")))
                  .and(describe("are none of its words", type -> !isWordOfTheSession(type))));

  /** What protocols need besides: who a client is on the leaves, and an engine's own errors. */
  private static final Set<String> WORDS_OF_PROTOCOLS =
      Set.of("dialect.PostgreSqlError", "pool.Credentials", "pool.Identity");

  @ArchTest
  static final ArchRule protocolsNeedOnlyWhatIsForFronts =
      noClasses()
          .that()
          .resideInAPackage("io.canopydb.proxy.wire..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.canopydb.driver..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "io.canopydb.driver.error..",
                              "io.canopydb.driver.front..",
                              "io.canopydb.driver.session..",
                              "io.canopydb.driver.url..",
                              "io.canopydb.driver.value..")))
                  .and(
                      describe(
                          "are none of its words, nor of protocols",
                          type ->
                              !isWordOfTheSession(type) && !isAmong(WORDS_OF_PROTOCOLS, type))));

  private static boolean isWordOfTheSession(JavaClass type) {
    return isAmong(WORDS_OF_THE_SESSION, type);
  }

  private static boolean isAmong(Set<String> words, JavaClass type) {
    String name = type.getBaseComponentType().getName();
    return words.stream()
        .map(word -> "io.canopydb.driver." + word)
        .anyMatch(word -> name.equals(word) || name.startsWith(word + "$"));
  }

  @ArchTest
  static final ArchRule packagesAreNullMarked =
      ArchRuleDefinition.classes().should(new BeInANullMarkedPackage());

  private static final class BeInANullMarkedPackage extends ArchCondition<JavaClass> {
    BeInANullMarkedPackage() {
      super("be in a package whose package-info says @NullMarked");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      JavaPackage owner = type.getPackage();
      boolean marked =
          owner
              .tryGetPackageInfo()
              .map(info -> info.isAnnotatedWith(NullMarked.class))
              .orElse(false);
      if (!marked) {
        events.add(
            SimpleConditionEvent.violated(
                type, type.getName() + ": package " + owner.getName() + " is not @NullMarked"));
      }
    }
  }
}
