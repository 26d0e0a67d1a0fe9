package io.canopydb.it.rules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
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
