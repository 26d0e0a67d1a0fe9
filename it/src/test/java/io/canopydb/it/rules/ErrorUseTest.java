package io.canopydb.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The places that raise an error of the catalogue. */
@AnalyzeClasses(packages = MainClasses.ROOT, importOptions = MainClasses.class)
class ErrorUseTest {

  /** One value too few fails when the error is raised, and one too many is lost. */
  @ArchTest
  static void errorsAreGivenAsManyValuesAsTheyHaveBlanks(JavaClasses classes) throws IOException {
    List<CanopyErrorCall> calls = new ArrayList<>();
    for (JavaClass type : classes) {
      calls.addAll(CanopyErrorCall.in(bytes(type)));
    }
    assertThat(calls).as("calls found at all").hasSizeGreaterThan(20);
    assertThat(calls)
        .filteredOn(call -> call.blanks() != ErrorCatalogueTest.blanksOf(call.error()))
        .isEmpty();
  }

  private static byte[] bytes(JavaClass type) throws IOException {
    try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      return in.readAllBytes();
    }
  }
}
