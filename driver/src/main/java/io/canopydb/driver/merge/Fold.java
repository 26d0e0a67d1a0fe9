package io.canopydb.driver.merge;

import io.canopydb.driver.plan.KeyKind;
import io.canopydb.driver.plan.MergeFunction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.function.LongBinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Folds the values of all rows that are not NULL into one, two at a time. */
final class Fold implements Accumulator {

  /** One step; its values are compare values of the function's input kind. */
  private interface Step {
    Object apply(Object sofar, Object value) throws SQLException;
  }

  private static final long ALL_ONES = -1;

  private final int column;
  private final KeyKind input;
  private final Step step;
  private final UnaryOperator<Object> finish;
  private @Nullable Object sofar;

  private Fold(
      int column, KeyKind input, @Nullable Object start, Step step, UnaryOperator<Object> finish) {
    this.column = column;
    this.input = input;
    this.sofar = start;
    this.step = step;
    this.finish = finish;
  }

  static Fold of(MergeFunction function, int column) {
    KeyKind input = function.input();
    return switch (function) {
      case COUNT -> new Fold(column, input, 0L, Sums::longs, UnaryOperator.identity());
      case SUM_LONG -> new Fold(column, input, null, Sums::longs, UnaryOperator.identity());
      case SUM_DECIMAL -> new Fold(column, input, null, Sums::numerics, Sums::numericToJdbc);
      case SUM_REAL ->
          new Fold(column, input, null, Sums::reals, value -> ((Double) value).floatValue());
      case SUM_DOUBLE -> new Fold(column, input, null, Sums::doubles, UnaryOperator.identity());
      case BIT_AND_UNSIGNED -> unsignedBits(column, input, ALL_ONES, (a, b) -> a & b);
      case BIT_OR_UNSIGNED -> unsignedBits(column, input, 0, (a, b) -> a | b);
      case BIT_XOR_UNSIGNED -> unsignedBits(column, input, 0, (a, b) -> a ^ b);
      case BIT_AND -> bits(column, input, (a, b) -> a & b);
      case BIT_OR -> bits(column, input, (a, b) -> a | b);
      case BIT_XOR -> bits(column, input, (a, b) -> a ^ b);
      case BOOL_AND ->
          new Fold(
              column, input, null, (a, b) -> (Boolean) a && (Boolean) b, UnaryOperator.identity());
      case BOOL_OR ->
          new Fold(
              column, input, null, (a, b) -> (Boolean) a || (Boolean) b, UnaryOperator.identity());
    };
  }

  private static Fold bits(int column, KeyKind input, LongBinaryOperator operator) {
    return new Fold(
        column,
        input,
        null,
        (a, b) -> operator.applyAsLong((Long) a, (Long) b),
        UnaryOperator.identity());
  }

  private static Fold unsignedBits(
      int column, KeyKind input, long start, LongBinaryOperator operator) {
    return new Fold(
        column,
        input,
        unsigned(start),
        (a, b) -> unsigned(operator.applyAsLong(low64(a), low64(b))),
        value -> ((Numeric.Finite) value).value().toBigInteger());
  }

  private static long low64(Object numeric) {
    return ((Numeric.Finite) numeric).value().longValue();
  }

  private static Numeric unsigned(long bits) {
    return new Numeric.Finite(new BigDecimal(new BigInteger(Long.toUnsignedString(bits))));
  }

  @Override
  public void add(Row row) throws SQLException {
    @Nullable Object value = row.key(column, input);
    if (value != null) {
      sofar = sofar == null ? value : step.apply(sofar, value);
    }
  }

  @Override
  public @Nullable Object result() {
    return sofar == null ? null : finish.apply(sofar);
  }
}
