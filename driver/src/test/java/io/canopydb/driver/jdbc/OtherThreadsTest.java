package io.canopydb.driver.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.session.Outcome;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What other threads may do to a connection while one is inside. */
@Timeout(60)
class OtherThreadsTest {
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final FakeSession session =
      new FakeSession(Engine.MYSQL)
          .answer(
              "DELETE FROM slow",
              (parameters, options) -> {
                inside.countDown();
                try {
                  goOn.await();
                } catch (InterruptedException e) {
                  throw new SQLException(e);
                }
                return new Outcome.Updated(1, null);
              });

  private CompletableFuture<Void> runSlowly(Statement statement) throws InterruptedException {
    CompletableFuture<Void> run =
        CompletableFuture.runAsync(
            () -> {
              try {
                statement.execute("DELETE FROM slow");
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
    inside.await();
    return run;
  }

  @Test
  void cancelReachesTheStatementThatRunsAndNoOther() throws Exception {
    Connection connection = session.connect();
    Statement running = connection.createStatement();
    Statement idle = connection.createStatement();
    CompletableFuture<Void> run = runSlowly(running);
    idle.cancel();
    assertThat(session.calls).doesNotContain("cancel");
    running.cancel();
    assertThat(session.calls).contains("cancel");
    goOn.countDown();
    run.get();
  }

  @Test
  void abortDoesNotWait() throws Exception {
    Connection connection = session.connect();
    CompletableFuture<Void> run = runSlowly(connection.createStatement());
    connection.abort(Runnable::run);
    assertThat(session.calls).contains("abort");
    assertThat(connection.isClosed()).isTrue();
    assertThatThrownBy(connection::createStatement)
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> assertThat(e.getErrorCode()).isEqualTo(CanopyError.CLOSED.number()));
    goOn.countDown();
    run.get();
    connection.abort(Runnable::run);
    assertThat(session.calls).containsOnlyOnce("abort");
  }

  @Test
  void whoeverIsInsideForLongerThanTheNetworkTimeoutIsAborted() throws Exception {
    Connection connection = session.connect();
    CountDownLatch aborted = new CountDownLatch(1);
    connection.setNetworkTimeout(
        task -> {
          task.run();
          aborted.countDown();
        },
        50);
    CompletableFuture<Void> run = runSlowly(connection.createStatement());
    assertThat(aborted.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(session.calls).contains("abort");
    assertThat(connection.isClosed()).isTrue();
    goOn.countDown();
    run.get();
  }

  @Test
  void whoeverLeavesInTimeIsNot() throws Exception {
    Connection connection = session.connect();
    connection.setNetworkTimeout(Runnable::run, 60_000);
    assertThat(connection.getNetworkTimeout()).isEqualTo(60_000);
    connection.createStatement().execute("DELETE FROM t");
    assertThat(connection.isClosed()).isFalse();
    connection.setNetworkTimeout(Runnable::run, 0);
    assertThat(session.calls).containsExactly("DELETE FROM t");
  }

  @Test
  void aSecondThreadWaitsForItsTurn() throws Exception {
    Connection connection = session.connect();
    CompletableFuture<Void> run = runSlowly(connection.createStatement());
    CompletableFuture<Void> second =
        CompletableFuture.runAsync(
            () -> {
              try {
                connection.createStatement().execute("DELETE FROM t");
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(second.isDone()).isFalse();
    goOn.countDown();
    run.get();
    second.get();
    assertThat(session.calls).containsExactly("DELETE FROM slow", "DELETE FROM t");
  }
}
