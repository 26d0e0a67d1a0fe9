package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.Locality;
import io.canopydb.driver.analyse.Names;
import io.canopydb.driver.analyse.StatementText;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.OneOrMany;
import io.canopydb.driver.plan.PartitionChoice;
import io.canopydb.driver.plan.PlanNode;
import io.canopydb.driver.plan.Refused;
import io.canopydb.driver.plan.Target;
import io.canopydb.driver.plan.Write;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.update.UpdateSet;
import org.jspecify.annotations.Nullable;

/** Plans UPDATE and DELETE. */
final class WritePlanner {
  private final Question question;
  private final Names names;
  private final KeyedWritePlanner keyed;

  WritePlanner(Question question, KeyedWritePlanner.Others others) {
    this.question = question;
    this.keyed = new KeyedWritePlanner(question, others);
    this.names = new Names(question.dialect().engine());
  }

  PlanNode plan() throws SQLException {
    Statement statement = question.text().parsed().statement();
    if (question.analysis().uses().stream()
        .noneMatch(use -> use.meaning() instanceof Catalogue.Base)) {
      return new Write(question.shellSql(), new Target.PinnedLeaf(), returning(), false);
    }
    List<TableUse> targets = targets(statement);
    if (targets.isEmpty()) {
      PlanNode several = keyed.plan(null);
      return several != null
          ? several
          : new Refused(
              "a write to a view or to several tables", "write to the table itself, one by one");
    }
    TableUse target = targets.get(0);
    if (!(target.meaning() instanceof Catalogue.Base base)) {
      return question.analysis().sharded()
          ? new Refused(
              "a write to a temporary table that reads sharded tables",
              "read the rows first, and write them one by one")
          : new Write(question.shellSql(), new Target.PinnedLeaf(), returning(), false);
    }
    if (statement instanceof Update update) {
      refuseShardKey(update, base);
    }
    return target.sharded() ? sharded(target, base) : reference(target);
  }

  private PlanNode reference(TableUse target) throws SQLException {
    if (question.analysis().sharded()) {
      PlanNode found = keyed.plan(target);
      return found != null
          ? found
          : new Refused(
              "a write of this form to a reference table that reads sharded tables",
              "read the rows first, and write them one by one");
    }
    if (VolatileFunctions.eachCallIn(question.text().tokens())) {
      return new Refused(
          "a function that gives another value each call in a write to a reference table",
          "evaluate it first, and send its value");
    }
    return new Write(question.shellSql(), new Target.EveryLeaf(), returning(), true);
  }

  private PlanNode sharded(TableUse use, Catalogue.Base base) throws SQLException {
    String database = question.database();
    PlanNode many;
    Locality locality = question.analysis().locality();
    boolean limited = question.analysis().top() != null && question.analysis().top().limited();
    if (database == null) {
      return new Refused(
          "a write that joins sharded tables of several databases", "write them one by one");
    }
    Target target = new Target.Partitions(database, question.anyChoice());
    Write write =
        new Write(question.onPartition().build(), target, returning(), presentTime(base.table()));
    if (question.hasTemporary()) {
      return new Refused(
          "a write to a sharded table that reads a temporary table",
          "read the rows first, and write them one by one");
    }
    if (locality instanceof Locality.Local && !limited) {
      many =
          new Write(
              question.onPartition().atOneInstant().build(),
              target,
              write.givesRows(),
              write.sameInstant());
    } else {
      PlanNode found = keyed.plan(use);
      many =
          found != null
              ? found
              : new Refused(
                  locality instanceof Locality.Spread spread
                      ? "a write with " + spread.reason()
                      : limited ? "a write of this form with LIMIT" : "a write of this form",
                  "add a condition on the whole shard key, or read the rows first");
    }
    if (many instanceof OneOrMany) {
      return many;
    }
    boolean canBeOne = question.choices().stream().allMatch(PartitionChoice::prunes);
    return canBeOne ? new OneOrMany(database, question.choices(), write, many) : many;
  }

  private boolean presentTime(Table table) {
    return VolatileFunctions.presentIn(question.text().tokens())
        || (question.dialect().engine() == Engine.MYSQL
            && table.columns().stream()
                .anyMatch(
                    column ->
                        column.defaultExpression() != null
                            && column
                                .defaultExpression()
                                .toUpperCase(Locale.ROOT)
                                .contains("CURRENT_TIMESTAMP")));
  }

  private void refuseShardKey(Update update, Catalogue.Base base) throws SQLException {
    if (!(base.table().distribution() instanceof Distribution.Sharded sharded)) {
      return;
    }
    for (UpdateSet set : update.getUpdateSets()) {
      for (net.sf.jsqlparser.schema.Column column : set.getColumns()) {
        String name = names.column(column.getColumnName());
        for (String key : sharded.columns()) {
          if (names.stored(key).equals(name)) {
            throw CanopyError.SHARD_KEY_UPDATE.with(key, base.table().name());
          }
        }
      }
    }
  }

  private boolean returning() {
    Tokens tokens = question.text().tokens();
    return tokens.indexOfWord(0, "RETURNING", 0) >= 0
        && question.dialect().engine() == Engine.POSTGRESQL;
  }

  /** The one table that is written; empty where it is none or several. */
  private List<TableUse> targets(Statement statement) {
    if (statement instanceof Update update) {
      if (update.getStartJoins() != null && !update.getStartJoins().isEmpty()) {
        return updatedOfJoin(update);
      }
      return use(update.getTable());
    }
    Delete delete = (Delete) statement;
    if (delete.getTables() != null && !delete.getTables().isEmpty()) {
      return delete.getTables().size() == 1 ? byAlias(delete.getTables().get(0)) : List.of();
    }
    return use(delete.getTable());
  }

  /** MySQL: UPDATE t JOIN u .. SET t.a = .. writes the tables whose columns are set. */
  private List<TableUse> updatedOfJoin(Update update) {
    List<TableUse> written = new ArrayList<>();
    for (UpdateSet set : update.getUpdateSets()) {
      for (net.sf.jsqlparser.schema.Column column : set.getColumns()) {
        TableUse use =
            column.getTable() == null ? null : byName(names.alias(column.getTable().getName()));
        if (use == null) {
          return List.of();
        }
        if (!written.contains(use)) {
          written.add(use);
        }
      }
    }
    return written.size() == 1 ? written : List.of();
  }

  private List<TableUse> byAlias(net.sf.jsqlparser.schema.Table table) {
    TableUse use = byName(names.alias(table.getName()));
    return use == null ? List.of() : List.of(use);
  }

  private @Nullable TableUse byName(String name) {
    Tokens tokens = question.text().tokens();
    TableUse found = null;
    for (TableUse use : question.analysis().uses()) {
      int next = question.text().tokenAt(use.span().end());
      int alias = tokens.is(next, "AS") ? next + 1 : next;
      String known = use.aliased() ? tokens.identifier(alias) : use.name();
      if (known.equals(name)) {
        found = use;
      }
    }
    return found;
  }

  private List<TableUse> use(net.sf.jsqlparser.schema.@Nullable Table table) {
    Span span = table == null ? null : StatementText.span(table);
    if (span == null) {
      return List.of();
    }
    return question.analysis().uses().stream()
        .filter(use -> use.span().start() == span.start())
        .toList();
  }
}
