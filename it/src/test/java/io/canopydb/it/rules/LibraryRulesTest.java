package io.canopydb.it.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.canopydb.driver.pool.LeafConnections;
import java.sql.SQLException;
import java.util.Set;

/** Which package knows which library, so that each can be replaced in one place. */
@AnalyzeClasses(packages = MainClasses.ROOT, importOptions = MainClasses.class)
class LibraryRulesTest {

  @ArchTest
  static final ArchRule jsqlParserStaysInParseAnalyseAndPlanner =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.canopydb.driver.parse..",
              "io.canopydb.driver.analyse..",
              "io.canopydb.driver.planner..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("net.sf.jsqlparser..");

  /** But for the benchmark, which plays an application. */
  @ArchTest
  static final ArchRule hikariCpStaysInPool =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.canopydb.driver.pool..", "io.canopydb.proxy.local.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.zaxxer.hikari..");

  /** But for the rebalancer's own account, which rights of the application do not bind. */
  @ArchTest
  static final ArchRule onlyTheDoorBorrowsLeafConnections =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.canopydb.driver.dispatch..", "io.canopydb.driver.pool..")
          .and()
          .doNotHaveFullyQualifiedName("io.canopydb.rebalancer.cli.AdminDoor")
          .should()
          .accessTargetWhere(
              describe(
                  "a leaf connection is borrowed",
                  (JavaAccess<?> access) ->
                      access.getName().equals("borrow")
                          && access.getTargetOwner().isAssignableTo(LeafConnections.class)));

  @ArchTest
  static final ArchRule curatorStaysInTheStore =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.canopydb.metadata.store..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.curator..");

  @ArchTest
  static final ArchRule planKnowsNoJdbc =
      noClasses()
          .that()
          .resideInAPackage("io.canopydb.driver.plan..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule planStandsOnTheModelAlone =
      noClasses()
          .that()
          .resideInAPackage("io.canopydb.driver.plan..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.canopydb..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "io.canopydb.driver.plan..", "io.canopydb.metadata..")))
                  .as("reside outside of plan and metadata"));

  @ArchTest
  static final ArchRule mergeKnowsNoJdbcButItsException =
      noClasses()
          .that()
          .resideInAPackage("io.canopydb.driver.merge..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.sql..", "javax.sql..")
                  .and(not(equivalentTo(SQLException.class)))
                  .as("belong to JDBC and are not SQLException"));

  @ArchTest
  static final ArchRule mergeHasNoConcurrency =
      noClasses()
          .that()
          .resideInAPackage("io.canopydb.driver.merge..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.concurrent..");

  private static final Set<String> LOOKING_AT_THE_INTERRUPT_FLAG =
      Set.of("currentThread", "isInterrupted");

  @ArchTest
  static final ArchRule mergeHasNoThreads =
      noClasses()
          .that()
          .resideInAPackage("io.canopydb.driver.merge..")
          .should()
          .accessTargetWhere(
              describe(
                  "a thread is made, started or waited for",
                  (JavaAccess<?> access) ->
                      isThread(access.getTargetOwner())
                          && !LOOKING_AT_THE_INTERRUPT_FLAG.contains(access.getName())));

  private static boolean isThread(JavaClass type) {
    return type.isAssignableTo(Thread.class);
  }

  @ArchTest
  static final ArchRule nothingIsRefusedByUnsupportedOperationException =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(UnsupportedOperationException.class)
          .because("what is not supported is CanopyError.UNSUPPORTED, with the way round");
}
