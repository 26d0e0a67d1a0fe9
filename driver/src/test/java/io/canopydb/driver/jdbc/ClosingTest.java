package io.canopydb.driver.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What is closed by what, and what a closed object answers. */
class ClosingTest {
  private final FakeSession session = new FakeSession(Engine.MYSQL);
  private final FakeRows rows = FakeRows.of(1, 2, 3);

  private Connection connect() throws SQLException {
    return session.rows("SELECT 1", rows).connect();
  }

  private static void assertClosed(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> {
              assertThat(e.getErrorCode()).isEqualTo(CanopyError.CLOSED.number());
              assertThat(e.getSQLState()).isEqualTo("08003");
            });
  }

  @Test
  void aConnectionClosesItsStatementsTheirResultsAndTheSession() throws SQLException {
    Connection connection = connect();
    Statement statement = connection.createStatement();
    ResultSet result = statement.executeQuery("SELECT 1");
    result.next();

    connection.close();
    connection.close();

    assertThat(rows.isClosed()).isTrue();
    assertThat(result.isClosed()).isTrue();
    assertThat(statement.isClosed()).isTrue();
    assertThat(connection.isClosed()).isTrue();
    assertThat(connection.isValid(1)).isFalse();
    assertThat(session.calls).containsExactly("SELECT 1", "close");
  }

  @Test
  void nothingClosedIsUsed() throws SQLException {
    Connection connection = connect();
    Statement statement = connection.createStatement();
    PreparedStatement prepared = connection.prepareStatement("UPDATE t SET x = ?");
    ResultSet result = statement.executeQuery("SELECT 1");
    result.close();
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            result::next, result::getRow, () -> result.getInt(1), result::getMetaData)) {
      assertClosed(call);
    }
    statement.close();
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> statement.execute("x"),
            () -> statement.addBatch("x"),
            statement::executeBatch,
            statement::getResultSet,
            statement::getConnection,
            statement::cancel)) {
      assertClosed(call);
    }
    connection.close();
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            connection::createStatement,
            () -> connection.prepareStatement("x"),
            connection::getMetaData,
            connection::getAutoCommit,
            () -> connection.setAutoCommit(false),
            connection::commit,
            connection::getCatalog,
            prepared::execute)) {
      assertClosed(call);
    }
    assertThat(session.calls).containsExactly("SELECT 1", "close");
  }

  @Test
  void aNewExecutionClosesTheLastResult() throws SQLException {
    Statement statement = connect().createStatement();
    ResultSet result = statement.executeQuery("SELECT 1");
    statement.executeUpdate("UPDATE t SET x = 1");
    assertThat(result.isClosed()).isTrue();
    assertThat(rows.isClosed()).isTrue();
  }

  @Test
  void theEndOfTheRowsGivesBackWhatTheyHold() throws SQLException {
    ResultSet result = connect().createStatement().executeQuery("SELECT 1");
    assertThat(result.next()).isTrue();
    assertThat(result.next()).isTrue();
    assertThat(result.next()).isTrue();
    assertThat(rows.isClosed()).isFalse();
    assertThat(result.next()).isFalse();
    assertThat(rows.isClosed()).isTrue();
    assertThat(result.next()).isFalse();
    assertThat(result.isClosed()).isFalse();
  }

  @Test
  void aFailureGivesBackWhatTheRowsHold() throws SQLException {
    FakeRows failing = FakeRows.failingAt(2, 1, 2);
    session.rows("SELECT 2", failing);
    ResultSet result = connect().createStatement().executeQuery("SELECT 2");
    result.next();
    assertThatThrownBy(result::next).hasMessageContaining("the leaf is gone");
    assertThat(failing.isClosed()).isTrue();
    assertThat(result.next()).isFalse();
  }

  @Test
  void aStatementClosesOnCompletionOnlyWhenTheApplicationIsDone() throws SQLException {
    Statement statement = connect().createStatement();
    statement.closeOnCompletion();
    statement.executeQuery("SELECT 1");
    // Replaced, not completed.
    ResultSet second = statement.executeQuery("SELECT 1");
    assertThat(statement.isClosed()).isFalse();
    second.close();
    assertThat(statement.isClosed()).isTrue();
  }

  @Test
  void aStatementThatIsClosedIsForgotten() throws SQLException {
    Connection connection = connect();
    Statement statement = connection.createStatement();
    ResultSet result = statement.executeQuery("SELECT 1");
    statement.close();
    assertThat(result.isClosed()).isTrue();
    assertThat(rows.isClosed()).isTrue();
    connection.close();
    assertThat(session.calls).containsExactly("SELECT 1", "close");
  }
}
