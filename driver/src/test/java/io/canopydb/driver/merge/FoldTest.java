package io.canopydb.driver.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.plan.MergeFunction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The expected values are what MySQL 9.7 and PostgreSQL 18 gave. */
class FoldTest {

  private static final BigInteger ALL_ONES = new BigInteger("18446744073709551615");

  private static @Nullable Object fold(MergeFunction function, @Nullable Object... values)
      throws SQLException {
    Fold fold = Fold.of(function, 0);
    for (Object value : values) {
      fold.add(ValuesRow.of(value));
    }
    return fold.result();
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }

  private static void assertOutOfRange(MergeFunction function, Object... values) {
    assertThatThrownBy(() -> fold(function, values))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22003"));
  }

  @ParameterizedTest
  @EnumSource
  void passesOverNulls(MergeFunction function) throws SQLException {
    Object nothing = fold(function);
    assertThat(fold(function, null, null)).isEqualTo(nothing);
    switch (function) {
      case COUNT -> assertThat(nothing).isEqualTo(0L);
      case BIT_AND_UNSIGNED -> assertThat(nothing).isEqualTo(ALL_ONES);
      case BIT_OR_UNSIGNED, BIT_XOR_UNSIGNED -> assertThat(nothing).isEqualTo(BigInteger.ZERO);
      case SUM_LONG,
          SUM_DECIMAL,
          SUM_REAL,
          SUM_DOUBLE,
          BIT_AND,
          BIT_OR,
          BIT_XOR,
          BOOL_AND,
          BOOL_OR ->
          assertThat(nothing).isNull();
    }
  }

  @Property
  void sumsLongsExactlyOrNotAtAll(@ForAll List<Long> values) throws SQLException {
    BigInteger running = BigInteger.ZERO;
    boolean fits = true;
    for (Long value : values) {
      running = running.add(BigInteger.valueOf(value));
      fits &= running.bitLength() < 64;
    }
    if (!fits) {
      assertOutOfRange(MergeFunction.SUM_LONG, values.toArray());
    } else if (!values.isEmpty()) {
      assertThat(fold(MergeFunction.SUM_LONG, values.toArray())).isEqualTo(running.longValue());
    }
  }

  @Test
  void doesNotLetBigintsOverflow() throws SQLException {
    assertThat(fold(MergeFunction.SUM_LONG, Long.MAX_VALUE, null, 0L, -1L))
        .isEqualTo(Long.MAX_VALUE - 1);
    assertOutOfRange(MergeFunction.SUM_LONG, Long.MAX_VALUE, 1L);
    assertOutOfRange(MergeFunction.SUM_LONG, Long.MIN_VALUE, -1L);
    assertOutOfRange(MergeFunction.COUNT, Long.MAX_VALUE, 1L);
  }

  @Test
  void sumsBigintsPastBigint() throws SQLException {
    assertThat(fold(MergeFunction.SUM_DECIMAL, Long.MAX_VALUE, 1L))
        .isEqualTo(decimal("9223372036854775808"));
    assertThat(fold(MergeFunction.SUM_DECIMAL, ALL_ONES, ALL_ONES))
        .isEqualTo(decimal("36893488147419103230"));
  }

  @Test
  void keepsTheGreatestScale() throws SQLException {
    assertThat(fold(MergeFunction.SUM_DECIMAL, decimal("1.5"), decimal("2.50"), decimal("3")))
        .isEqualTo(decimal("7.00"));
    assertThat(fold(MergeFunction.SUM_DECIMAL, decimal("1.500"))).isEqualTo(decimal("1.500"));
  }

  @Test
  void sumsNumericsBeyondNumbers() throws SQLException {
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(fold(MergeFunction.SUM_DECIMAL, decimal("1.5"), infinity)).isEqualTo(infinity);
    assertThat(fold(MergeFunction.SUM_DECIMAL, infinity, decimal("1.5"))).isEqualTo(infinity);
    assertThat(fold(MergeFunction.SUM_DECIMAL, infinity, -infinity)).isEqualTo(Double.NaN);
    assertThat(fold(MergeFunction.SUM_DECIMAL, Double.NaN, -infinity)).isEqualTo(Double.NaN);
  }

  @Test
  void sumsDoubles() throws SQLException {
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(fold(MergeFunction.SUM_DOUBLE, 0.1, 0.2)).isEqualTo(0.1 + 0.2);
    assertThat(fold(MergeFunction.SUM_DOUBLE, infinity, 1.7e308)).isEqualTo(infinity);
    assertThat(fold(MergeFunction.SUM_DOUBLE, infinity, -infinity)).isEqualTo(Double.NaN);
    // PostgreSQL refuses this, and MySQL answers 0: an error is no lie to anybody.
    assertOutOfRange(MergeFunction.SUM_DOUBLE, 1.7e308, 1.7e308);
  }

  @Test
  void sumsRealsInSinglePrecision() throws SQLException {
    assertThat(fold(MergeFunction.SUM_REAL, 0.1, 0.2f)).isEqualTo(0.3f);
    assertThat(fold(MergeFunction.SUM_REAL, 16777216f, 1f)).isEqualTo(16777216f);
    assertOutOfRange(MergeFunction.SUM_REAL, 3e38, 3e38);
  }

  @Test
  void combinesSignedBits() throws SQLException {
    assertThat(fold(MergeFunction.BIT_AND, -1L, 5L)).isEqualTo(5L);
    assertThat(fold(MergeFunction.BIT_OR, -1L, 5L)).isEqualTo(-1L);
    assertThat(fold(MergeFunction.BIT_XOR, -1L, 5L)).isEqualTo(-6L);
  }

  @Test
  void combinesUnsignedBits() throws SQLException {
    assertThat(fold(MergeFunction.BIT_AND_UNSIGNED, ALL_ONES, 9223372036854775807L))
        .isEqualTo(BigInteger.valueOf(Long.MAX_VALUE));
    assertThat(fold(MergeFunction.BIT_OR_UNSIGNED, new BigInteger("18446744073709551611")))
        .isEqualTo(new BigInteger("18446744073709551611"));
    assertThat(fold(MergeFunction.BIT_XOR_UNSIGNED, ALL_ONES, 1L))
        .isEqualTo(new BigInteger("18446744073709551614"));
  }

  @Test
  void combinesBooleans() throws SQLException {
    assertThat(fold(MergeFunction.BOOL_AND, true, null)).isEqualTo(true);
    assertThat(fold(MergeFunction.BOOL_AND, true, false)).isEqualTo(false);
    assertThat(fold(MergeFunction.BOOL_OR, false, null)).isEqualTo(false);
    assertThat(fold(MergeFunction.BOOL_OR, false, true)).isEqualTo(true);
  }
}
