package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.Locality;
import io.canopydb.driver.analyse.Names;
import io.canopydb.driver.analyse.StatementText;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.LookupWrite;
import io.canopydb.driver.plan.OneOrManyWrite;
import io.canopydb.driver.plan.PartitionChoice;
import io.canopydb.driver.plan.RefusedWrite;
import io.canopydb.driver.plan.Target;
import io.canopydb.driver.plan.Write;
import io.canopydb.driver.plan.WriteNode;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

  WritePlanner(Question question, NestedPlanner others) {
    this.question = question;
    this.keyed = new KeyedWritePlanner(question, others);
    this.names = new Names(question.dialect().engine());
  }

  WriteNode plan() throws SQLException {
    Statement statement = question.text().parsed().statement();
    if (question.analysis().uses().stream()
        .noneMatch(use -> use.meaning() instanceof Catalogue.Base)) {
      return new Write(question.shellSql(), new Target.PinnedLeaf(), returning(), false);
    }
    List<TableUse> targets = targets(statement);
    if (targets.size() != 1) {
      WriteNode several = keyed.plan(targets);
      return several != null
          ? several
          : new RefusedWrite(
              "a write to a view or to several tables", "write to the table itself, one by one");
    }
    TableUse target = targets.get(0);
    if (!(target.meaning() instanceof Catalogue.Base base)) {
      return question.analysis().sharded()
          ? new RefusedWrite(
              "a write to a temporary table that reads sharded tables",
              "read the rows first, and write them one by one")
          : new Write(question.shellSql(), new Target.PinnedLeaf(), returning(), false);
    }
    if (setsShardKey(statement, base.table())) {
      WriteNode moving = keyed.plan(List.of(target));
      return moving != null
          ? moving
          : new RefusedWrite(
              "an UPDATE of this form that sets a shard key",
              "set the shard key in a plain UPDATE, or delete the row and insert it anew");
    }
    return target.sharded() ? sharded(target, base) : reference(target);
  }

  private WriteNode reference(TableUse target) throws SQLException {
    // Each leaf has its own addresses of the rows.
    if (question.analysis().sharded() || !question.systemColumns().isEmpty()) {
      WriteNode found = keyed.plan(List.of(target));
      return found != null
          ? found
          : new RefusedWrite(
              "a write of this form to a reference table that reads sharded tables, or system"
                  + " columns",
              "read the rows first, and write them one by one");
    }
    if (VolatileFunctions.eachCallIn(question.text().tokens())) {
      return new RefusedWrite(
          "a function that gives another value each call in a write to a reference table",
          "evaluate it first, and send its value");
    }
    return new Write(
        question.onShell().atOneInstant().build(), new Target.EveryLeaf(), returning(), true);
  }

  private WriteNode sharded(TableUse use, Catalogue.Base base) throws SQLException {
    String database = question.database();
    WriteNode many;
    UniqueKey lookup = lookup(base);
    if (lookup != null) {
      WriteNode found = keyed.plan(List.of(use));
      if (found == null) {
        throw CanopyError.GLOBAL_KEY_WRITE.with(
            "a write of this form",
            base.table().name(),
            lookup.name(),
            "read the rows first, and write them by the primary key");
      }
      return found;
    }
    Locality locality = question.analysis().locality();
    boolean limited = question.analysis().top() != null && question.analysis().top().limited();
    if (database == null) {
      return new RefusedWrite(
          "a write that joins sharded tables of several databases", "write them one by one");
    }
    Target target = new Target.Partitions(database, question.anyChoice());
    Write write =
        new Write(question.onPartition().build(), target, returning(), presentTime(base.table()));
    if (question.hasTemporary()) {
      return new RefusedWrite(
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
      WriteNode found = keyed.plan(List.of(use));
      many =
          found != null
              ? found
              : new RefusedWrite(
                  locality instanceof Locality.Spread spread
                      ? "a write with " + spread.reason()
                      : limited ? "a write of this form with LIMIT" : "a write of this form",
                  "add a condition on the whole shard key, or read the rows first");
    }
    if (many instanceof OneOrManyWrite) {
      return many;
    }
    boolean canBeOne = question.choices().stream().allMatch(PartitionChoice::prunes);
    if (canBeOne) {
      return new OneOrManyWrite(database, question.choices(), write, many);
    }
    WriteNode all = many;
    return new LookupPlanner(question)
        .row(database)
        .<WriteNode>map(row -> new LookupWrite(row, write, all))
        .orElse(all);
  }

  /** A global key of the table that the statement changes; null where there is none. */
  private @Nullable UniqueKey lookup(Catalogue.Base base) {
    Set<String> set = null;
    if (question.text().parsed().statement() instanceof Update update) {
      set = new HashSet<>();
      for (UpdateSet assignment : update.getUpdateSets()) {
        for (net.sf.jsqlparser.schema.Column column : assignment.getColumns()) {
          set.add(names.column(column.getColumnName()));
        }
      }
    }
    return LookupWrites.of(question.dialect(), base, set).first();
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

  /** Whether the statement sets the shard key, so that rows may move. */
  private boolean setsShardKey(Statement statement, Table table) {
    return statement instanceof Update update
        && table.distribution() instanceof Distribution.Sharded sharded
        && update.getUpdateSets().stream()
            .flatMap(set -> set.getColumns().stream())
            .map(column -> names.column(column.getColumnName()))
            .anyMatch(name -> sharded.columns().stream().map(names::stored).anyMatch(name::equals));
  }

  private boolean returning() {
    Tokens tokens = question.text().tokens();
    return tokens.indexOfWord(0, "RETURNING", 0) >= 0
        && question.dialect().engine() == Engine.POSTGRESQL;
  }

  /** The tables that are written; empty where that is not sure. */
  private List<TableUse> targets(Statement statement) {
    if (statement instanceof Update update) {
      boolean joined = update.getStartJoins() != null && !update.getStartJoins().isEmpty();
      return joined ? keyed.targets() : use(update.getTable());
    }
    Delete delete = (Delete) statement;
    boolean named = delete.getTables() != null && !delete.getTables().isEmpty();
    return named ? keyed.targets() : use(delete.getTable());
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
