package io.canopydb.driver.execute;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.Shape;
import io.canopydb.driver.parse.Slot;
import io.canopydb.metadata.placement.ValueSource;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What stands in the slots of a shape in one execution. Used by one thread. */
public final class Bindings {
  private final Shape shape;
  private final @Nullable Parameter[] parameters;
  private final boolean allParameters;

  public Bindings(Shape shape, @Nullable Parameter[] parameters, boolean allParameters) {
    this.shape = shape;
    this.parameters = parameters;
    this.allParameters = allParameters;
  }

  /** What the application set, by JDBC's numbers; null for what it did not. */
  public @Nullable Parameter[] parameters() {
    return parameters;
  }

  /** Whether no slot holds a literal, so that a leaf's text is the same in every execution. */
  boolean allParameters() {
    return allParameters;
  }

  public Shape shape() {
    return shape;
  }

  Slot slot(int number, int row) {
    return shape.slots().get(shape.slot(number, row));
  }

  /** The parameter of a slot; null where it holds a literal. */
  @Nullable Parameter parameter(int number, int row) throws SQLException {
    return slot(number, row) instanceof Slot.Parameter slot ? given(slot) : null;
  }

  private Parameter given(Slot.Parameter slot) throws SQLException {
    int index = slot.jdbcIndex() - 1;
    Parameter parameter = index < parameters.length ? parameters[index] : null;
    if (parameter == null) {
      throw CanopyError.PARAMETER_NOT_SET.with(slot.jdbcIndex());
    }
    return parameter;
  }

  public @Nullable Object value(int number, int row) throws SQLException {
    Slot slot = slot(number, row);
    return slot instanceof Slot.Literal literal
        ? literal.value()
        : given((Slot.Parameter) slot).value();
  }

  public ValueSource source(int number, int row) throws SQLException {
    Slot slot = slot(number, row);
    return slot instanceof Slot.Parameter parameter
        ? given(parameter).source()
        : ValueSource.LITERAL;
  }
}
