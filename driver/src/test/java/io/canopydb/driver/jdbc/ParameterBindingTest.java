package io.canopydb.driver.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.session.Outcome;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.placement.ValueSource;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.rowset.serial.SerialBlob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an application sets reaches a leaf by the same setter, as often as it is needed. */
class ParameterBindingTest {
  private final List<Parameter> arrived = new ArrayList<>();

  private PreparedStatement prepare(Engine engine) throws SQLException {
    FakeSession session = new FakeSession(engine);
    session.answer(
        "UPDATE t SET x = ?",
        (parameters, options) -> {
          arrived.add(parameters[0]);
          return new Outcome.Updated(1, null);
        });
    return session.connect().prepareStatement("UPDATE t SET x = ?");
  }

  static Stream<Method> setters() {
    return Arrays.stream(PreparedStatement.class.getMethods())
        .filter(method -> method.getName().startsWith("set"))
        .filter(method -> method.getParameterCount() > 1);
  }

  @ParameterizedTest
  @MethodSource("setters")
  void everySetterArrivesAsItself(Method setter) throws Exception {
    PreparedStatement statement = prepare(Engine.MYSQL);
    Object[] arguments = SampleArguments.of(setter, 1);
    setter.invoke(statement, arguments);
    statement.executeUpdate();

    CallRecorder leaf = new CallRecorder();
    arrived.get(0).bind(leaf.as(PreparedStatement.class), 5);
    arrived.get(0).bind(leaf.as(PreparedStatement.class), 5);

    String expected = CallRecorder.describe(setter, SampleArguments.of(setter, 5));
    if (setter.getParameterCount() > 2
        && setter.getParameterTypes()[2].getName().endsWith("SQLType")) {
      // JDBC's own types have a number; not every leaf driver takes the object.
      expected = expected.replace("interface java.sql.SQLType", "int").replace("VARCHAR", "12");
    }
    // An object of java.sql is the one that was set.
    if (arguments[1].getClass().getName().contains("Proxy")) {
      expected = CallRecorder.describe(setter, new Object[] {5, arguments[1]});
    }
    assertThat(leaf.calls).containsExactly(expected, expected);
  }

  @Test
  void aStreamIsReadOnceAndNotFurtherThanItsLength() throws SQLException {
    PreparedStatement statement = prepare(Engine.MYSQL);
    StringReader reader = new StringReader("abcdef");
    statement.setCharacterStream(1, reader, 4);
    statement.executeUpdate();
    assertThat(arrived.get(0).value()).isEqualTo("abcd");
    assertThat(reader).satisfies(rest -> assertThat((char) rest.read()).isEqualTo('e'));
  }

  @Test
  void aStreamShorterThanItsLengthIsTakenAsItIs() throws SQLException {
    PreparedStatement statement = prepare(Engine.MYSQL);
    statement.setBinaryStream(
        1, new ByteArrayInputStream("ab".getBytes(StandardCharsets.US_ASCII)), 100L);
    statement.executeUpdate();
    assertThat((byte[]) arrived.get(0).value()).containsExactly('a', 'b');
  }

  @Test
  void aNegativeLengthIsRefused() throws SQLException {
    PreparedStatement statement = prepare(Engine.MYSQL);
    assertThatThrownBy(() -> statement.setCharacterStream(1, new StringReader("a"), -1L))
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> assertThat(e.getErrorCode()).isEqualTo(CanopyError.INVALID_ARGUMENT.number()));
  }

  @Test
  void tellsWhatTheLeafsDriverMayConvert() throws SQLException {
    PreparedStatement statement = prepare(Engine.POSTGRESQL);
    statement.setLong(1, 5);
    statement.executeUpdate();
    statement.setObject(1, "5", Types.INTEGER);
    statement.executeUpdate();
    statement.setObject(1, 5, Types.INTEGER);
    statement.executeUpdate();
    statement.setObject(1, LocalDate.EPOCH);
    statement.executeUpdate();
    statement.setNull(1, Types.INTEGER);
    statement.executeUpdate();

    assertThat(arrived)
        .extracting(Parameter::source)
        .containsExactly(
            ValueSource.PARAMETER,
            ValueSource.CONVERTED_PARAMETER,
            ValueSource.PARAMETER,
            ValueSource.PARAMETER,
            ValueSource.PARAMETER);
    assertThat(arrived)
        .extracting(Parameter::value)
        .containsExactly(5L, "5", 5, LocalDate.EPOCH, null);
  }

  @Test
  void largeObjectsOfPostgreSqlAreRefused() throws SQLException {
    PreparedStatement statement = prepare(Engine.POSTGRESQL);
    SerialBlob blob = new SerialBlob(new byte[] {1});
    assertThatThrownBy(() -> statement.setBlob(1, blob))
        .isInstanceOf(SQLFeatureNotSupportedException.class)
        .hasMessageContaining("bytea");
    assertThatThrownBy(() -> statement.setObject(1, blob))
        .isInstanceOf(SQLFeatureNotSupportedException.class);
    assertThatThrownBy(() -> statement.setObject(1, new byte[] {1}, Types.BLOB))
        .isInstanceOf(SQLFeatureNotSupportedException.class);
  }

  @Test
  void anUnsetParameterIsNamed() throws SQLException {
    try (Connection connection = new FakeSession(Engine.MYSQL).connect();
        PreparedStatement statement = connection.prepareStatement("UPDATE t SET x = ?, y = ?")) {
      statement.setInt(1, 1);
      assertThatThrownBy(statement::executeUpdate).hasMessageContaining("parameter 2");
      statement.setInt(2, 1);
      statement.executeUpdate();
      statement.clearParameters();
      assertThatThrownBy(statement::addBatch).hasMessageContaining("parameter 1");
      assertThatThrownBy(() -> statement.setInt(3, 1)).hasMessageContaining("has 2");
      assertThatThrownBy(() -> statement.setInt(0, 1)).hasMessageContaining("no parameter 0");
    }
  }

  @Test
  void whatIsSetForTheNextExecutionDoesNotReachTheLastOne() throws SQLException {
    PreparedStatement statement = prepare(Engine.MYSQL);
    statement.setInt(1, 1);
    statement.addBatch();
    statement.setInt(1, 2);
    statement.addBatch();
    statement.executeBatch();
    assertThat(arrived).extracting(Parameter::value).containsExactly(1, 2);
  }
}
