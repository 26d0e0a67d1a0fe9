package io.canopydb.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.error.CanopyError;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.MissingFormatArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue of errors. */
class ErrorCatalogueTest {

  private static final int MOST_BLANKS = 10;

  @Test
  void numbersAreUnique() {
    assertThat(Arrays.stream(CanopyError.values()).map(CanopyError::number))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void hasANumberAndAnSqlState(CanopyError error) {
    assertThat(error.number()).isBetween(1000, 9999);
    assertThat(error.sqlState()).matches("[0-9A-Z]{5}").doesNotStartWith("00");
    SQLException exception = error.with(blanks(blanksOf(error)));
    assertThat(exception.getErrorCode()).isEqualTo(error.number());
    assertThat(exception.getSQLState()).isEqualTo(error.sqlState());
  }

  /** Blanks are %s and nothing else: any other refuses some values, and only when it is raised. */
  @ParameterizedTest
  @EnumSource
  void takesTextsInAllItsBlanks(CanopyError error) {
    int count = blanksOf(error);
    String message = error.with(blanks(count)).getMessage();
    for (Object blank : blanks(count)) {
      assertThat(message).containsOnlyOnce((String) blank);
    }
    assertThat(message).doesNotContain("%").contains("; ").doesNotEndWith(".").doesNotEndWith(" ");
  }

  /** How many blanks an error has, found by giving it more until there are enough. */
  static int blanksOf(CanopyError error) {
    int count = 0;
    while (!suffices(error, count)) {
      count++;
      assertThat(count).as("blanks of %s", error).isLessThanOrEqualTo(MOST_BLANKS);
    }
    return count;
  }

  private static boolean suffices(CanopyError error, int count) {
    try {
      return error.with(blanks(count)).getErrorCode() == error.number();
    } catch (MissingFormatArgumentException tooFew) {
      return false;
    }
  }

  private static Object[] blanks(int count) {
    Object[] blanks = new Object[count];
    for (int i = 0; i < count; i++) {
      blanks[i] = "<blank " + i + ">";
    }
    return blanks;
  }
}
