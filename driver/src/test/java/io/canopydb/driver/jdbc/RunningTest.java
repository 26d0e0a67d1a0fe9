package io.canopydb.driver.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.session.Outcome;
import io.canopydb.metadata.model.Engine;
import java.sql.BatchUpdateException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How statements are run, and what they come to. */
class RunningTest {
  private final FakeSession mySql = new FakeSession(Engine.MYSQL);
  private final FakeSession postgreSql = new FakeSession(Engine.POSTGRESQL);

  private static void assertError(CanopyError error, Throwable thrown) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(error.number()));
  }

  @Test
  void theWrongKindOfResultIsRefusedBeforeAnythingIsRun() throws SQLException {
    Statement statement = mySql.connect().createStatement();
    assertThatThrownBy(() -> statement.executeQuery("DELETE FROM t"))
        .satisfies(e -> assertError(CanopyError.WRONG_RESULT_KIND, e));
    assertThatThrownBy(() -> statement.executeUpdate("SELECT 1"))
        .satisfies(e -> assertError(CanopyError.WRONG_RESULT_KIND, e));
    assertThat(mySql.calls).isEmpty();
  }

  @Test
  void whatOnlyRunningTellsIsCheckedAfterwards() throws SQLException {
    FakeRows rows = FakeRows.of(1);
    mySql.rows("CALL p()", rows);
    Statement statement = mySql.connect().createStatement();
    assertThat(statement.executeQuery("CALL p()").next()).isTrue();
    assertThatThrownBy(() -> statement.executeUpdate("CALL p()"))
        .satisfies(e -> assertError(CanopyError.WRONG_RESULT_KIND, e));
    assertThat(rows.isClosed()).isTrue();
  }

  @Test
  void executeTellsRowsFromCounts() throws SQLException {
    mySql.rows("SELECT 1", FakeRows.of(1));
    mySql.answer("DELETE FROM t", (p, o) -> new Outcome.Updated(1L << 40, null));
    Statement statement = mySql.connect().createStatement();
    assertThat(statement.execute("SELECT 1")).isTrue();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
    assertThat(statement.getResultSet()).isNotNull();
    assertThat(statement.execute("DELETE FROM t")).isFalse();
    assertThat(statement.getResultSet()).isNull();
    assertThat(statement.getLargeUpdateCount()).isEqualTo(1L << 40);
    assertThat(statement.getUpdateCount()).isEqualTo(Integer.MAX_VALUE);
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
  }

  @Test
  void severalStatementsAreRefusedOnMySqlUnlessAllowed() throws SQLException {
    assertThatThrownBy(() -> mySql.connect().createStatement().execute("SET @a = 1; SET @b = 2"))
        .satisfies(e -> assertError(CanopyError.MULTI_STATEMENT, e));
    assertThat(mySql.calls).isEmpty();
    mySql.connect("allowMultiQueries=true").createStatement().execute("SET @a = 1; SET @b = 2;");
    assertThat(mySql.calls).containsExactly("SET @a = 1", "SET @b = 2");
  }

  @Test
  void aSemicolonAtTheEndIsNoSecondStatement() throws SQLException {
    mySql.connect().createStatement().execute("DELETE FROM t;");
    assertThat(mySql.calls).containsExactly("DELETE FROM t");
  }

  @Test
  void severalResultsAreWalkedThrough() throws SQLException {
    FakeRows first = FakeRows.of(1);
    FakeRows third = FakeRows.of(3);
    mySql.rows("SELECT 1", first).rows("SELECT 3", third);
    Statement statement = mySql.connect("allowMultiQueries=true").createStatement();
    assertThat(statement.execute("SELECT 1; DELETE FROM t; SELECT 3")).isTrue();
    // Read into memory: one leaf connection can't hold the rows of two statements.
    assertThat(first.isClosed()).isTrue();
    ResultSet one = statement.getResultSet();
    assertThat(statement.getMoreResults(Statement.KEEP_CURRENT_RESULT)).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(1);
    assertThat(one.next()).isTrue();
    assertThat(one.getInt(1)).isEqualTo(1);
    assertThat(statement.getMoreResults()).isTrue();
    assertThat(statement.getResultSet().next()).isTrue();
    assertThat(one.isClosed()).isFalse();
    assertThat(statement.getMoreResults(Statement.CLOSE_ALL_RESULTS)).isFalse();
    assertThat(one.isClosed()).isTrue();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
  }

  @Test
  void aTextOfSeveralWritesIsOneTransactionOnPostgreSql() throws SQLException {
    Statement statement = postgreSql.connect().createStatement();
    statement.execute("DELETE FROM a; DELETE FROM b");
    assertThat(postgreSql.calls)
        .containsExactly(
            "autocommit false", "DELETE FROM a", "DELETE FROM b", "commit", "autocommit true");

    postgreSql.calls.clear();
    postgreSql.fail("DELETE FROM b", new SQLException("no", "23503"));
    assertThatThrownBy(() -> statement.execute("DELETE FROM a; DELETE FROM b")).hasMessage("no");
    assertThat(postgreSql.calls)
        .containsExactly(
            "autocommit false", "DELETE FROM a", "DELETE FROM b", "rollback", "autocommit true");
  }

  @Test
  void ddlAndTransactionControlGoTheirOwnWay() throws SQLException {
    Statement statement = postgreSql.connect().createStatement();
    statement.execute("CREATE TABLE t (id INT); INSERT INTO t VALUES (1)");
    statement.execute("BEGIN; DELETE FROM a; COMMIT");
    assertThat(postgreSql.calls).doesNotContain("autocommit false");
  }

  @Test
  void parametersAreDealtOutToSeveralStatements() throws SQLException {
    List<Object> seen = new ArrayList<>();
    for (String sql : List.of("UPDATE a SET x = ?", "UPDATE b SET x = ?, y = ?")) {
      mySql.answer(
          sql,
          (parameters, options) -> {
            seen.add(FakeSession.values(parameters));
            return new Outcome.Updated(1, null);
          });
    }
    PreparedStatement statement =
        mySql
            .connect("allowMultiQueries=true")
            .prepareStatement("UPDATE a SET x = ?; UPDATE b SET x = ?, y = ?");
    statement.setInt(1, 1);
    statement.setInt(2, 2);
    statement.setInt(3, 3);
    statement.execute();
    assertThat(seen).containsExactly(List.of(1), List.of(2, 3));
    assertThatThrownBy(statement::addBatch).isInstanceOf(SQLFeatureNotSupportedException.class);
  }

  @Test
  void aPreparedStatementTakesNoOtherText() throws SQLException {
    PreparedStatement statement = mySql.connect().prepareStatement("DELETE FROM t");
    assertThatThrownBy(() -> statement.execute("DELETE FROM u"))
        .satisfies(e -> assertError(CanopyError.INVALID_ARGUMENT, e));
    assertThatThrownBy(() -> statement.addBatch("DELETE FROM u"))
        .satisfies(e -> assertError(CanopyError.INVALID_ARGUMENT, e));
  }

  @Test
  void optionsReachTheSession() throws SQLException {
    List<ExecuteOptions> seen = new ArrayList<>();
    mySql.answer(
        "DELETE FROM t",
        (parameters, options) -> {
          seen.add(options);
          return new Outcome.Updated(1, null);
        });
    Statement statement =
        mySql
            .connect()
            .createStatement(ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_READ_ONLY);
    statement.setFetchSize(Integer.MIN_VALUE);
    statement.setLargeMaxRows(7);
    statement.setQueryTimeout(3);
    statement.execute("DELETE FROM t", new String[] {"id"});
    assertThat(seen)
        .containsExactly(
            new ExecuteOptions(
                Integer.MIN_VALUE,
                7,
                3,
                ResultSet.TYPE_SCROLL_INSENSITIVE,
                ResultSet.CONCUR_READ_ONLY,
                new ExecuteOptions.GeneratedKeys.Columns(List.of("id"))));
  }

  @Test
  void whatMeansNothingIsRefused() throws SQLException {
    Statement statement = postgreSql.connect().createStatement();
    assertThatThrownBy(() -> statement.setFetchSize(Integer.MIN_VALUE))
        .satisfies(e -> assertError(CanopyError.INVALID_ARGUMENT, e));
    assertThatThrownBy(() -> statement.setMaxRows(-1))
        .satisfies(e -> assertError(CanopyError.INVALID_ARGUMENT, e));
    assertThatThrownBy(() -> statement.setQueryTimeout(-1))
        .satisfies(e -> assertError(CanopyError.INVALID_ARGUMENT, e));
    assertThatThrownBy(() -> statement.getMoreResults(77))
        .satisfies(e -> assertError(CanopyError.INVALID_ARGUMENT, e));
    assertThatThrownBy(
            () ->
                postgreSql
                    .connect()
                    .createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_UPDATABLE))
        .isInstanceOf(SQLFeatureNotSupportedException.class);
    assertThatThrownBy(() -> postgreSql.connect().prepareCall("{? = call p()}"))
        .isInstanceOf(SQLFeatureNotSupportedException.class);
  }

  @Test
  void aCallWithoutOutParametersIsAPreparedStatement() throws SQLException {
    mySql.rows("SELECT ?", FakeRows.of(7));
    try (CallableStatement call = mySql.connect().prepareCall("SELECT ?")) {
      call.setInt(1, 7);
      assertThat(call.execute()).isTrue();
      assertThat(call.getResultSet().next()).isTrue();
      assertThatThrownBy(() -> call.getInt(1)).isInstanceOf(SQLFeatureNotSupportedException.class);
    }
  }

  @Test
  void moreRowsThanAskedForAreNotShown() throws SQLException {
    FakeRows rows = FakeRows.of(1, 2, 3);
    mySql.rows("SELECT 1", rows);
    Statement statement = mySql.connect().createStatement();
    statement.setMaxRows(2);
    ResultSet result = statement.executeQuery("SELECT 1");
    assertThat(result.next()).isTrue();
    assertThat(result.next()).isTrue();
    assertThat(result.next()).isFalse();
    assertThat(rows.isClosed()).isTrue();
  }

  @Test
  void mySqlGoesOnWithABatchAfterAFailure() throws SQLException {
    mySql.fail("DELETE FROM b", new SQLException("no", "23000", 1451));
    Statement statement = mySql.connect().createStatement();
    statement.addBatch("DELETE FROM a");
    statement.addBatch("DELETE FROM b");
    statement.addBatch("DELETE FROM c");
    assertThatThrownBy(statement::executeBatch)
        .isInstanceOfSatisfying(
            BatchUpdateException.class,
            e -> {
              assertThat(e.getUpdateCounts()).containsExactly(1, Statement.EXECUTE_FAILED, 1);
              assertThat(e.getSQLState()).isEqualTo("23000");
              assertThat(e.getErrorCode()).isEqualTo(1451);
            });
    assertThat(mySql.calls).containsExactly("DELETE FROM a", "DELETE FROM b", "DELETE FROM c");
    assertThat(statement.executeBatch()).isEmpty();
  }

  @Test
  void mySqlEndsABatchWhenTheConnectionIsGone() throws SQLException {
    mySql.fail("DELETE FROM b", new SQLTransientConnectionException("gone", "08S01"));
    Statement statement = mySql.connect().createStatement();
    statement.addBatch("DELETE FROM a");
    statement.addBatch("DELETE FROM b");
    statement.addBatch("DELETE FROM c");
    assertThatThrownBy(statement::executeBatch)
        .isInstanceOfSatisfying(
            BatchUpdateException.class,
            e -> assertThat(e.getUpdateCounts()).containsExactly(1, Statement.EXECUTE_FAILED));
    assertThat(mySql.calls).containsExactly("DELETE FROM a", "DELETE FROM b");
  }

  @Test
  void aBatchIsAllOrNothingOnPostgreSql() throws SQLException {
    postgreSql.fail("DELETE FROM b", new SQLException("no", "23503"));
    Statement statement = postgreSql.connect().createStatement();
    statement.addBatch("DELETE FROM a");
    statement.addBatch("DELETE FROM b");
    statement.addBatch("DELETE FROM c");
    assertThatThrownBy(statement::executeBatch)
        .isInstanceOfSatisfying(
            BatchUpdateException.class,
            e -> assertThat(e.getUpdateCounts()).containsOnly(Statement.EXECUTE_FAILED).hasSize(3));
    assertThat(postgreSql.calls)
        .containsExactly(
            "autocommit false", "DELETE FROM a", "DELETE FROM b", "rollback", "autocommit true");
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aQueryInABatchIsRefused(Engine engine) throws SQLException {
    FakeRows rows = FakeRows.of(1);
    FakeSession session = new FakeSession(engine).rows("SELECT 1", rows);
    Statement statement = session.connect().createStatement();
    statement.addBatch("SELECT 1");
    assertThatThrownBy(statement::executeBatch).isInstanceOf(BatchUpdateException.class);
    assertThat(rows.isClosed()).isTrue();
  }

  @Test
  void generatedKeysAreKeptInMemory() throws SQLException {
    FakeRows keys = FakeRows.of(5);
    mySql.answer("INSERT INTO t VALUES (1)", (p, o) -> new Outcome.Updated(1, keys.outcome()));
    Statement statement = mySql.connect().createStatement();
    statement.executeUpdate("INSERT INTO t VALUES (1)", Statement.RETURN_GENERATED_KEYS);
    assertThat(keys.isClosed()).isTrue();
    ResultSet given = statement.getGeneratedKeys();
    assertThat(given.next()).isTrue();
    assertThat(given.getLong(1)).isEqualTo(5);
    assertThat(given.next()).isFalse();
    statement.executeUpdate("DELETE FROM t");
    assertThat(given.isClosed()).isTrue();
    assertThat(statement.getGeneratedKeys().next()).isFalse();
  }

  @Test
  void theKeysOfABatchFollowEachOther() throws SQLException {
    mySql.answer(
        "INSERT INTO t VALUES (?)",
        (parameters, options) ->
            new Outcome.Updated(1, FakeRows.of(parameters[0].value()).outcome()));
    PreparedStatement statement =
        mySql
            .connect()
            .prepareStatement("INSERT INTO t VALUES (?)", Statement.RETURN_GENERATED_KEYS);
    for (int i = 1; i <= 3; i++) {
      statement.setInt(1, i);
      statement.addBatch();
    }
    statement.executeBatch();
    List<Integer> keys = new ArrayList<>();
    try (ResultSet given = statement.getGeneratedKeys()) {
      while (given.next()) {
        keys.add(given.getInt(1));
      }
    }
    assertThat(keys).containsExactly(1, 2, 3);
  }

  @Test
  void warningsBelongToTheStatementThatWasRun() throws SQLException {
    Connection connection = mySql.connect();
    mySql.warn("at connect");
    assertThat(connection.getWarnings().getMessage()).isEqualTo("at connect");
    connection.clearWarnings();
    assertThat((Throwable) connection.getWarnings()).isNull();
    Statement statement = connection.createStatement();
    mySql.warn("at run");
    statement.execute("DELETE FROM t");
    assertThat(statement.getWarnings().getMessage()).isEqualTo("at run");
    statement.execute("DELETE FROM t");
    assertThat((Throwable) statement.getWarnings()).isNull();
  }

  @Test
  void commitAndRollbackNeedATransaction() throws SQLException {
    Connection connection = mySql.connect();
    assertThatThrownBy(connection::commit)
        .satisfies(e -> assertError(CanopyError.TRANSACTION_STATE, e));
    assertThatThrownBy(connection::rollback)
        .satisfies(e -> assertError(CanopyError.TRANSACTION_STATE, e));
    assertThatThrownBy(connection::setSavepoint)
        .satisfies(e -> assertError(CanopyError.TRANSACTION_STATE, e));
    connection.setAutoCommit(false);
    connection.setAutoCommit(false);
    var savepoint = connection.setSavepoint("s");
    connection.rollback(savepoint);
    connection.releaseSavepoint(savepoint);
    connection.commit();
    assertThat(savepoint.getSavepointName()).isEqualTo("s");
    assertThatThrownBy(savepoint::getSavepointId).isInstanceOf(SQLException.class);
    assertThat(mySql.calls)
        .containsExactly("autocommit false", "savepoint", "rollback to s", "release s", "commit");
    assertThatThrownBy(() -> postgreSql.connect().releaseSavepoint(savepoint))
        .satisfies(e -> assertError(CanopyError.INVALID_ARGUMENT, e));
  }
}
