package io.canopydb.driver.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.execute.LeafCursor;
import io.canopydb.driver.execute.LeafRow;
import io.canopydb.driver.merge.Row;
import io.canopydb.driver.plan.KeyKind;
import io.canopydb.driver.session.Outcome;
import io.canopydb.metadata.model.Engine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A row that lies on a leaf is read by the leaf's own ResultSet, whatever getter is called. */
class ResultDelegationTest {
  private final CallRecorder leaf = new CallRecorder();

  /** One row that lies on a leaf, with seven visible columns and an eighth hidden one. */
  private final class OneLeafRow implements LeafCursor, LeafRow {
    private final ResultSet result = leaf.as(ResultSet.class);
    private boolean moved;

    @Override
    public boolean next() {
      boolean first = !moved;
      moved = true;
      return first;
    }

    @Override
    public Row row() {
      return this;
    }

    @Override
    public ResultSet resultSet() {
      return result;
    }

    @Override
    public void close() {}

    @Override
    public @Nullable Object key(int column, KeyKind kind) {
      throw new IllegalStateException("the facade does not compare");
    }

    @Override
    public @Nullable Object visible(int column) {
      throw new IllegalStateException("the facade reads the leaf's result");
    }
  }

  private ResultSet rows() throws SQLException {
    FakeSession session = new FakeSession(Engine.MYSQL);
    Outcome.Columns columns =
        new Outcome.Columns() {
          @Override
          public int count() {
            return 7;
          }

          @Override
          public ResultSetMetaData metaData() {
            return FixedColumns.NONE;
          }
        };
    session.answer(
        "SELECT 1", (parameters, options) -> new Outcome.Rows(new OneLeafRow(), columns));
    return session.connect().createStatement().executeQuery("SELECT 1");
  }

  static Stream<Method> getters() {
    return Arrays.stream(ResultSet.class.getMethods())
        .filter(method -> method.getName().startsWith("get"))
        .filter(method -> method.getParameterCount() > 0);
  }

  static Stream<Method> updaters() {
    return Arrays.stream(ResultSet.class.getMethods())
        .filter(
            method ->
                method.getName().startsWith("update")
                    || method
                        .getName()
                        .matches("(insert|delete|refresh)Row|moveTo.*Row|cancelR.*"));
  }

  @ParameterizedTest
  @MethodSource("getters")
  void everyGetterIsTheLeafs(Method getter) throws Exception {
    ResultSet rows = rows();
    assertThat(rows.next()).isTrue();
    boolean byLabel = getter.getParameterTypes()[0] == String.class;

    getter.invoke(rows, SampleArguments.of(getter, byLabel ? "x" : 7));

    Class<?>[] types = getter.getParameterTypes().clone();
    types[0] = int.class;
    Method byNumber = ResultSet.class.getMethod(getter.getName(), types);
    // The recorder finds every label in column 7.
    assertThat(leaf.calls)
        .endsWith(CallRecorder.describe(byNumber, SampleArguments.of(byNumber, 7)))
        .hasSize(byLabel ? 2 : 1);
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void everyUpdateIsRefused(Method updater) throws SQLException {
    ResultSet rows = rows();
    rows.next();
    Object[] arguments =
        updater.getParameterCount() == 0
            ? new Object[0]
            : SampleArguments.of(updater, updater.getParameterTypes()[0] == int.class ? 1 : "a");
    assertThatThrownBy(() -> updater.invoke(rows, arguments))
        .isInstanceOf(InvocationTargetException.class)
        .hasCauseInstanceOf(SQLFeatureNotSupportedException.class);
  }

  @Test
  void hiddenColumnsAreNotThere() throws SQLException {
    ResultSet rows = rows();
    rows.next();
    assertThatThrownBy(() -> rows.getInt(8))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("no column 8");
    assertThat(leaf.calls).isEmpty();
  }

  @Test
  void isReadOnlyOnARow() throws SQLException {
    ResultSet rows = rows();
    assertThatThrownBy(() -> rows.getInt(1)).hasMessageContaining("next()");
    rows.next();
    rows.getInt(1);
    assertThat(rows.wasNull()).isTrue();
    assertThat(rows.next()).isFalse();
    assertThatThrownBy(() -> rows.getInt(1)).hasMessageContaining("behind the last");
    rows.close();
    assertThatThrownBy(() -> rows.getInt(1)).hasMessageContaining("closed");
  }

  @Test
  void aResultOfOneLeafIsUnwrapped() throws SQLException {
    ResultSet rows = rows();
    assertThat(rows.isWrapperFor(ForwardResultSet.class)).isTrue();
    assertThat(rows.unwrap(ForwardResultSet.class)).isSameAs(rows);
    // The recorder says that it is a wrapper for everything.
    assertThat(rows.isWrapperFor(java.sql.Driver.class)).isTrue();
    assertThat(leaf.calls).anyMatch(call -> call.contains("java.sql.Driver"));
  }
}
