package io.canopydb.driver.planner;

import io.canopydb.driver.parse.LockingClause;
import io.canopydb.driver.plan.Lookup;
import io.canopydb.driver.plan.LookupRow;
import io.canopydb.driver.plan.OneOrMany;
import io.canopydb.driver.plan.PartitionChoice;
import io.canopydb.driver.plan.ReadNode;
import io.canopydb.driver.plan.Route;
import io.canopydb.driver.plan.Target;
import java.sql.SQLException;
import java.util.Optional;

/** Plans queries. */
final class SelectPlanner {
  private final Question question;

  SelectPlanner(Question question) {
    this.question = question;
  }

  Rooted plan() throws SQLException {
    String database = question.database();
    if (database == null) {
      return new Rooted(new GatherPlanner(question).plan(), -1);
    }
    boolean canBeOne =
        !question.hasTemporary() && question.choices().stream().allMatch(PartitionChoice::prunes);
    Rooted many = many(database);
    Route whole =
        new Route(
            question.onPartition().build(),
            new Target.Partitions(database, question.anyChoice()),
            null);
    if (!canBeOne) {
      Optional<LookupRow> row = new LookupPlanner(question).row(database);
      return row.isEmpty()
          ? many
          : new Rooted(new Lookup(row.get(), whole, many.root()), many.visibleColumns());
    }
    return new Rooted(
        new OneOrMany(database, question.choices(), whole, many.root()), many.visibleColumns());
  }

  private Rooted many(String database) throws SQLException {
    Optional<Rooted> local = new LocalPlanner(question).plan(database);
    if (local.isPresent()) {
      return local.get();
    }
    ReadNode gather = new GatherPlanner(question).plan();
    if (LockingClause.isIn(question.text().tokens())) {
      return new Rooted(gather, -1);
    }
    return new RedistributePlanner(question)
        .plan(database, gather)
        .orElseGet(() -> new Rooted(gather, -1));
  }
}
