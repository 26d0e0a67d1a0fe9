package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.Gather;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.Route;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * FOR UPDATE or FOR SHARE of a query whose rows are gathered: the rows that are shipped are locked
 * where they lie, and the statement that finishes does without the clause. They are more than one
 * server would lock: each table's conditions have chosen them, but not yet its joins. So nothing
 * else is done this way that it would change: SKIP LOCKED and NOWAIT, a lock OF some tables only,
 * or of rows that subqueries read.
 *
 * @param clause where the clause stands
 * @param sql the clause
 * @param union whether statements that lock can be joined by UNION ALL: PostgreSQL takes none
 */
record LockedRows(Span clause, String sql, boolean union) {
  private static final List<String> PLAIN =
      List.of(
          "FOR UPDATE", "FOR SHARE", "FOR NO KEY UPDATE", "FOR KEY SHARE", "LOCK IN SHARE MODE");

  /** The clause of a query that can be done so; empty for all others. */
  static Optional<LockedRows> of(Question question) throws SQLException {
    Optional<SelectText> select = SelectText.of(question.text());
    if (select.isEmpty() || select.get().locking() == null) {
      return Optional.empty();
    }
    Span clause = select.get().locking();
    Tokens tokens = question.text().tokens();
    StringBuilder words = new StringBuilder();
    int selects = 0;
    boolean outer = false;
    for (int i = 0; i < tokens.size(); i++) {
      selects += tokens.is(i, "SELECT") ? 1 : 0;
      outer |= tokens.isAny(i, "LEFT", "RIGHT", "FULL");
      if (tokens.start(i) >= clause.start() && tokens.end(i) <= clause.end()) {
        words.append(words.isEmpty() ? "" : " ").append(tokens.word(i));
      }
    }
    boolean nullable =
        switch (question.dialect().engine()) {
          case MYSQL -> false;
          // It refuses to lock what an outer join may leave out, but only when it runs.
          case POSTGRESQL -> outer;
        };
    if (selects != 1
        || nullable
        || !PLAIN.contains(words.toString())
        || !question.analysis().uses().stream().allMatch(TableUse::sharded)) {
      return Optional.empty();
    }
    // What can't be locked, such as groups, is for the engine to refuse.
    question.types().of(question.shellSql());
    boolean union =
        switch (question.dialect().engine()) {
          case MYSQL -> true;
          case POSTGRESQL -> false;
        };
    return Optional.of(new LockedRows(clause, words.toString(), union));
  }

  /** The same rows, locked. */
  Gather.Ship locking(Gather.Ship ship) {
    LeafSql rows = new LeafSql.Builder().all(ship.rows().sql()).text(" " + sql).build();
    return new Gather.Ship(
        ship.id(),
        new Route(rows, ship.rows().target(), union ? ship.rows().unionTail() : null),
        ship.shape(),
        ship.columns(),
        ship.primaryKey(),
        ship.indexed(),
        ship.kept());
  }
}
