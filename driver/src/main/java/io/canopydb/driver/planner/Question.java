package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Aggregates;
import io.canopydb.driver.analyse.Analysis;
import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.StatementText;
import io.canopydb.driver.analyse.SystemColumns;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.PartitionChoice;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A statement to be planned, with all that is known of it.
 *
 * @param scratch the names of scratch tables that stand for uses of tables, by the id of the use
 */
record Question(
    StatementText text,
    Analysis analysis,
    Catalogue catalogue,
    Dialect dialect,
    Aggregates aggregates,
    ResultTypes types,
    TableSizes sizes,
    Map<Integer, LeafSql.Part> scratch) {

  Question {
    scratch = Map.copyOf(scratch);
  }

  /** This question with scratch tables in place of some tables. */
  Question over(Map<Integer, LeafSql.Part> tables, Analysis over) {
    return new Question(text, over, catalogue, dialect, aggregates, types, sizes, tables);
  }

  /** A question about another text. */
  Question about(StatementText other, Analysis analysed) {
    return new Question(other, analysed, catalogue, dialect, aggregates, types, sizes, Map.of());
  }

  /** The sharded tables of the statement. */
  List<TableUse> sharded() {
    return analysis.uses().stream().filter(TableUse::sharded).toList();
  }

  /** The database of all sharded tables; null where there are several. */
  @org.jspecify.annotations.Nullable
  String database() {
    Set<String> databases = new LinkedHashSet<>();
    for (TableUse use : sharded()) {
      databases.add(((Catalogue.Base) use.meaning()).database());
    }
    return databases.size() == 1 ? databases.iterator().next() : null;
  }

  /** The choices of all sharded tables, each once. */
  List<PartitionChoice> choices() {
    Set<PartitionChoice> all = new LinkedHashSet<>();
    for (TableUse use : sharded()) {
      all.add(choice(use));
    }
    return new ArrayList<>(all);
  }

  PartitionChoice choice(TableUse use) {
    return analysis
        .choices()
        .getOrDefault(use.id(), new PartitionChoice.All("the table stands in an odd place"));
  }

  /** The partitions that any table is wanted from. */
  PartitionChoice anyChoice() {
    List<PartitionChoice> choices = choices();
    if (choices.size() == 1) {
      return choices.get(0);
    }
    return choices.stream()
        .filter(choice -> choice instanceof PartitionChoice.All)
        .findFirst()
        .orElseGet(() -> new PartitionChoice.AnyOf(choices));
  }

  /** The places that name a system column. */
  List<SystemColumns.Reference> systemColumns() {
    return SystemColumns.in(text.tokens(), analysis.uses(), dialect.engine());
  }

  Splice onPartition() {
    return Splice.onPartition(text, analysis.uses(), scratch, catalogue, dialect);
  }

  Splice onShell() {
    return Splice.onShell(text, analysis.uses(), dialect);
  }

  /** The whole statement over the shell: for its columns, or where no table is sharded. */
  LeafSql shellSql() {
    return onShell().build();
  }

  boolean hasTemporary() {
    return analysis.uses().stream().anyMatch(use -> use.meaning() instanceof Catalogue.Temporary);
  }
}
