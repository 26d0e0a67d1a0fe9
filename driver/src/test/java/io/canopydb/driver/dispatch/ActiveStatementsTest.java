package io.canopydb.driver.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.error.CanopyError;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a cancel reaches of statements that run within each other. */
class ActiveStatementsTest {
  private final ActiveStatements active = new ActiveStatements();

  @Test
  void aCancelBetweenTwoPartsStopsTheLaterOne() throws SQLException {
    try (ActiveStatements.Scope whole = active.begin(0)) {
      try (ActiveStatements.Scope first = active.begin(0)) {
        active.add(leafStatement());
      }
      active.cancel();
      try (ActiveStatements.Scope second = active.begin(0)) {
        assertThatThrownBy(() -> active.add(leafStatement()))
            .isInstanceOfSatisfying(
                SQLException.class,
                e -> assertThat(CanopyError.of(e)).contains(CanopyError.CANCELLED));
      }
    }
  }

  @Test
  void aCancelReachesNoLaterStatement() throws SQLException {
    try (ActiveStatements.Scope cancelled = active.begin(0)) {
      active.cancel();
    }
    try (ActiveStatements.Scope later = active.begin(0)) {
      assertThatCode(() -> active.add(leafStatement())).doesNotThrowAnyException();
    }
  }

  private static Statement leafStatement() {
    Connection connection = fake(Connection.class, null);
    return fake(Statement.class, connection);
  }

  /** Answers getConnection. */
  private static <T> T fake(Class<T> type, @Nullable Object connection) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> arguments != null && proxy == arguments[0];
                  case "getConnection" -> connection;
                  case "cancel" -> null;
                  default -> throw new UnsupportedOperationException(method.getName());
                }));
  }
}
