package io.canopydb.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Classes of a package that need each other in a circle can't be read, tested or changed one by
 * one. A type may know what implements it beside it, as sealed ones and factories do, and a visitor
 * what it visits.
 */
@AnalyzeClasses(packages = MainClasses.ROOT, importOptions = MainClasses.class)
class ClassCyclesTest {

  @ArchTest
  static void classesHaveNoCircles(JavaClasses classes) {
    Map<JavaClass, Set<JavaClass>> needs = new TreeMap<>(ClassCyclesTest::byName);
    for (JavaClass type : classes) {
      JavaClass from = outermost(type);
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass to = outermost(dependency.getTargetClass().getBaseComponentType());
        if (from.getPackageName().equals(to.getPackageName())
            && !from.equals(to)
            && !to.isAssignableTo(from.getName())
            && !to.getSimpleName().endsWith("Visitor")) {
          needs.computeIfAbsent(from, any -> new HashSet<>()).add(to);
        }
      }
    }
    assertThat(needs).as("classes that need others").hasSizeGreaterThan(200);
    Set<String> inCircles = new TreeSet<>();
    for (JavaClass type : needs.keySet()) {
      if (reaches(type, type, needs)) {
        inCircles.add(type.getName());
      }
    }
    assertThat(inCircles).as("classes that need themselves by others").isEmpty();
  }

  private static int byName(JavaClass one, JavaClass other) {
    return one.getName().compareTo(other.getName());
  }

  private static boolean reaches(
      JavaClass from, JavaClass wanted, Map<JavaClass, Set<JavaClass>> needs) {
    Set<JavaClass> seen = new HashSet<>();
    Deque<JavaClass> next = new ArrayDeque<>(needs.getOrDefault(from, Set.of()));
    while (!next.isEmpty()) {
      JavaClass type = next.pop();
      if (type.equals(wanted)) {
        return true;
      }
      if (seen.add(type)) {
        next.addAll(needs.getOrDefault(type, Set.of()));
      }
    }
    return false;
  }

  private static JavaClass outermost(JavaClass type) {
    JavaClass outer = type;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer;
  }
}
