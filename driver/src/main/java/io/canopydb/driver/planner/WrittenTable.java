package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.Names;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.InsertRows;
import io.canopydb.driver.plan.KeyedWrite.KeyedTarget;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Distribution;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows a {@link io.canopydb.driver.plan.KeyedWrite} writes.
 *
 * @param primaryKey its columns
 * @param alias how the statement's own text names it
 * @param firstCell where its cells begin in the query's rows
 */
record WrittenTable(
    Question question, Catalogue.Base base, List<String> primaryKey, String alias, int firstCell) {

  /** What the query must select: the primary key, and what tells whether a row has changed. */
  List<String> cells() {
    List<String> cells = new ArrayList<>();
    primaryKey.forEach(column -> cells.add(qualified(column)));
    cells.add(state());
    return cells;
  }

  private String qualified(String column) {
    return alias + "." + question.dialect().quoteName(column);
  }

  /**
   * A digest of the columns that the statement names: a row that has another one by the time it is
   * written is not what the query saw.
   */
  private String state() {
    Names names = new Names(question.dialect().engine());
    Tokens tokens = question.text().tokens();
    Set<String> words = new HashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isIdentifier(i)) {
        words.add(names.stored(tokens.identifier(i)));
      }
    }
    List<String> named = new ArrayList<>();
    for (Column column : base.table().columns()) {
      if (words.contains(names.stored(column.name())) || primaryKey.contains(column.name())) {
        named.add(qualified(column.name()));
      }
    }
    String list = String.join(", ", named);
    return switch (question.dialect().engine()) {
      case MYSQL -> "SHA2(JSON_ARRAY(" + list + "), 256)";
      case POSTGRESQL -> "sha256(convert_to(CAST(ROW(" + list + ") AS text), 'UTF8'))";
    };
  }

  /**
   * How one of its rows is written.
   *
   * @param set the assignments; null where the row is deleted
   */
  KeyedTarget keyed(KeyedWritePlanner.Others others, @Nullable LeafSql set) throws SQLException {
    LeafSql.Builder sql = new LeafSql.Builder().text(set == null ? "DELETE FROM " : "UPDATE ");
    if (base.table().distribution() instanceof Distribution.Reference) {
      sql.text(Splice.shellName(base.database(), base.table().name(), question.dialect()));
    } else {
      sql.part(new LeafSql.Namespace(base.database()))
          .text("." + question.dialect().quoteName(base.table().name()));
    }
    sql.text(" AS " + alias);
    if (set != null) {
      sql.text(" SET ").all(set);
    }
    String joint = " WHERE ";
    int cell = firstCell;
    List<Integer> keys = new ArrayList<>();
    for (String column : primaryKey) {
      keys.add(cell);
      sql.text(joint + qualified(column) + " = ").part(new LeafSql.RowValue(cell++));
      joint = " AND ";
    }
    sql.text(joint + state() + " = ").part(new LeafSql.RowValue(cell));
    return new KeyedTarget(placement(others), keys, sql.build());
  }

  private InsertRows placement(KeyedWritePlanner.Others others) throws SQLException {
    String name = question.dialect().quoteName(base.table().name());
    String table =
        switch (question.dialect().engine()) {
          case MYSQL -> question.dialect().quoteName(base.database()) + "." + name;
          case POSTGRESQL -> name;
        };
    List<String> columns = primaryKey.stream().map(question.dialect()::quoteName).toList();
    String insert =
        "INSERT INTO "
            + table
            + " ("
            + String.join(", ", columns)
            + ") VALUES ("
            + String.join(", ", columns.stream().map(column -> "NULL").toList())
            + ")";
    if (others.insert(insert).root() instanceof InsertRows rows) {
      return rows;
    }
    throw CanopyError.INTERNAL.with("no placement of " + base.table().name());
  }
}
