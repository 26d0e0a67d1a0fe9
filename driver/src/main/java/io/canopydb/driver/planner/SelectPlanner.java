package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Analysis;
import io.canopydb.driver.analyse.Locality;
import io.canopydb.driver.plan.OneOrMany;
import io.canopydb.driver.plan.PartitionChoice;
import io.canopydb.driver.plan.PlanNode;
import io.canopydb.driver.plan.Route;
import io.canopydb.driver.plan.Target;
import io.canopydb.driver.planner.ScatterPlanner.Scattered;
import java.sql.SQLException;
import java.util.Optional;

/** Plans queries. */
final class SelectPlanner {
  private final Question question;

  SelectPlanner(Question question) {
    this.question = question;
  }

  /** A plan's root, and how many of its columns the application sees; -1 for all. */
  record Rooted(PlanNode root, int visibleColumns) {}

  Rooted plan() throws SQLException {
    String database = question.database();
    if (database == null) {
      return new Rooted(new GatherPlanner(question).plan(), -1);
    }
    boolean canBeOne =
        !question.hasTemporary() && question.choices().stream().allMatch(PartitionChoice::prunes);
    Rooted many = many(database);
    if (!canBeOne) {
      return many;
    }
    Route whole =
        new Route(
            question.onPartition().build(),
            new Target.Partitions(database, question.anyChoice()),
            null);
    return new Rooted(
        new OneOrMany(database, question.choices(), whole, many.root()), many.visibleColumns());
  }

  private Rooted many(String database) throws SQLException {
    Optional<SelectText> select = SelectText.of(question.text());
    Analysis.Top top = question.analysis().top();
    if (question.hasTemporary()
        || !(question.analysis().locality() instanceof Locality.Local)
        || top == null) {
      return new Rooted(new GatherPlanner(question).plan(), -1);
    }
    boolean rowsStay =
        (!top.aggregated() || top.aggregatedLocally())
            && (!top.distinct() || top.distinctLocally())
            && (!top.windowed() || top.windowedLocally());
    if (rowsStay && select.isPresent()) {
      Optional<Scattered> scattered = new ScatterPlanner(question, database).plan(select.get());
      if (scattered.isPresent()) {
        return new Rooted(scattered.get().root(), scattered.get().visibleColumns());
      }
    }
    if (!rowsStay && select.isPresent()) {
      Optional<PlanNode> aggregated = new AggregatePlanner(question, database).plan(select.get());
      if (aggregated.isPresent()) {
        return new Rooted(aggregated.get(), -1);
      }
      Optional<PlanNode> groups = new GroupGatherPlanner(question, database).plan(select.get());
      if (groups.isPresent()) {
        return new Rooted(groups.get(), -1);
      }
    }
    return new Rooted(new GatherPlanner(question).plan(), -1);
  }
}
