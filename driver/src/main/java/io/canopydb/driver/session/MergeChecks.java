package io.canopydb.driver.session;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.MergeText;
import io.canopydb.driver.parse.MergeText.Clause;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Table;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses, before anything is written, what a MERGE asks that can't be done as statements one after
 * the other.
 *
 * <p>PostgreSQL lets all of a MERGE see the tables as they were before. So a WHEN after the first
 * that writes must not read what another has written. Conditions are no matter: all are evaluated
 * before.
 */
final class MergeChecks {
  private static final String WAY_ROUND = "use UPDATE, DELETE and INSERT one by one";

  private final SessionState session;
  private final MergeText merge;
  private final Tokens tokens;
  private final Table table;

  MergeChecks(SessionState session, MergeText merge, Table table) {
    this.session = session;
    this.merge = merge;
    this.tokens = merge.tokens();
    this.table = table;
  }

  void run() throws SQLException {
    boolean written = false;
    for (Clause clause : merge.clauses()) {
      if (tokens.is(clause.action(), "DO")) {
        continue;
      }
      if (tokens.is(clause.action(), "INSERT")) {
        columns(insert(clause));
      }
      checkSourceRow(clause);
      if (written) {
        checkReads(clause);
      }
      written = true;
    }
  }

  /** What a WHEN inserts. */
  MergeText.Insert insert(Clause clause) throws SQLException {
    return merge
        .insert(clause)
        .orElseThrow(() -> CanopyError.UNSUPPORTED.with("MERGE with OVERRIDING", WAY_ROUND));
  }

  /** The columns that its values are for. */
  List<String> columns(MergeText.Insert insert) throws SQLException {
    List<String> columns =
        insert.columns().isEmpty()
            ? table.columns().stream().map(Column::name).toList()
            : insert.columns();
    if (insert.values().size() > columns.size()
        || (!insert.columns().isEmpty() && insert.values().size() < columns.size())) {
      throw CanopyError.COLUMN_COUNT.with(1, insert.values().size(), columns.size());
    }
    return columns;
  }

  /** The source's rows carry columns of ours, which would be seen in a row as a whole. */
  private void checkSourceRow(Clause clause) throws SQLException {
    String source = merge.sourceName();
    for (int i = clause.action(); i < clause.end(); i++) {
      boolean column =
          tokens.isKind(i - 1, TokenKind.DOT)
              || (tokens.isKind(i + 1, TokenKind.DOT) && tokens.isIdentifier(i + 2))
              || table.column(source).isPresent();
      if (tokens.isIdentifier(i)
          && tokens.identifier(i).equals(source)
          && !column
          && !tokens.isKind(i + 1, TokenKind.OPEN)
          && !namesTable(i)) {
        throw CanopyError.UNSUPPORTED.with(
            "a MERGE that writes by the source's row '" + source + "' as a whole",
            "name its columns");
      }
    }
  }

  /** Whether a token is a table in FROM, or stands behind one as its alias. */
  private boolean namesTable(int i) {
    return tokens.isAny(i - 1, "FROM", "JOIN", "AS", "ONLY")
        || tokens.isKind(i - 1, TokenKind.CLOSE)
        || (tokens.isIdentifier(i - 1) && meaning(i - 1) instanceof Catalogue.Base)
        || (tokens.isIdentifier(i - 1) && meaning(i - 1) instanceof Catalogue.OfView);
  }

  private Catalogue.Meaning meaning(int i) {
    return session.catalogue().resolve(List.of(tokens.identifier(i)));
  }

  /** What other WHENs have written would be seen. */
  private void checkReads(Clause clause) throws SQLException {
    boolean query = false;
    boolean reads = false;
    for (int i = clause.action(); i < clause.end(); i++) {
      query |= tokens.isAny(i, "SELECT", "TABLE");
      if (!query || !tokens.isIdentifier(i) || tokens.isKind(i + 1, TokenKind.DOT)) {
        continue;
      }
      String name = tokens.identifier(i);
      Catalogue.Meaning meaning = meaning(i);
      if (name.equals(table.name()) || meaning instanceof Catalogue.OfView) {
        throw CanopyError.UNSUPPORTED.with(
            "a MERGE with several WHENs that write, of which a later one reads '" + name + "'",
            WAY_ROUND);
      }
      reads |= meaning instanceof Catalogue.Base;
    }
    @Nullable String effect = reads ? WriteEffects.of(session, table.name()) : null;
    if (effect != null) {
      throw CanopyError.UNSUPPORTED.with(
          "a MERGE with several WHENs that write '"
              + table.name()
              + "', which has "
              + effect
              + ", and of which a later one reads tables",
          WAY_ROUND);
    }
  }
}
