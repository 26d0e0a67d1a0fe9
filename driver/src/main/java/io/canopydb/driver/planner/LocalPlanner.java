package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Analysis;
import io.canopydb.driver.analyse.Locality;
import io.canopydb.driver.plan.ReadNode;
import java.sql.SQLException;
import java.util.Optional;

/** Plans queries whose rows stay within partitions. */
final class LocalPlanner {
  private final Question question;

  LocalPlanner(Question question) {
    this.question = question;
  }

  /** The plan; empty where rows do not stay within partitions. */
  Optional<Rooted> plan(String database) throws SQLException {
    Optional<SelectText> select = SelectText.of(question.text());
    Analysis.Top top = question.analysis().top();
    if (question.hasTemporary()
        || !(question.analysis().locality() instanceof Locality.Local)
        || top == null
        || select.isEmpty()) {
      return Optional.empty();
    }
    boolean rowsStay =
        (!top.aggregated() || top.aggregatedLocally())
            && (!top.distinct() || top.distinctLocally())
            && (!top.windowed() || top.windowedLocally());
    if (rowsStay) {
      return new ScatterPlanner(question, database)
          .plan(select.get())
          .map(scattered -> new Rooted(scattered.root(), scattered.visibleColumns()));
    }
    Optional<ReadNode> merged = new AggregatePlanner(question, database).plan(select.get());
    if (merged.isEmpty()) {
      merged = new GroupGatherPlanner(question, database).plan(select.get());
    }
    return merged.map(root -> new Rooted(root, -1));
  }
}
