package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.parse.LockingClause;
import io.canopydb.driver.plan.Gather;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.ReadNode;
import io.canopydb.driver.plan.Refused;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The plan that is always right: of each sharded table the columns that the statement names, and
 * the rows that its conditions leave, are shipped to one leaf, and the user's own statement runs
 * there.
 */
final class GatherPlanner {
  private final Question question;

  GatherPlanner(Question question) {
    this.question = question;
  }

  ReadNode plan() throws SQLException {
    boolean locks = LockingClause.isIn(question.text().tokens());
    LockedRows locked = locks ? LockedRows.of(question).orElse(null) : null;
    if (locked == null && locks) {
      return new Refused(
          "locking rows (FOR UPDATE, FOR SHARE) in a query that needs several partitions at once",
          "lock the rows of one table by its shard key first");
    }
    List<ShipPlanner.Shipped> tables = new ArrayList<>();
    Map<Integer, Integer> idsByUse = new HashMap<>();
    for (TableUse use : question.sharded()) {
      int id = tables.size();
      idsByUse.put(use.id(), id);
      tables.add(new ShipPlanner.Shipped(use, id, List.of()));
    }
    List<Gather.Ship> ships = new ShipPlanner(question, new TableNeeds(question)).ships(tables);
    if (locked != null) {
      ships = ships.stream().map(locked::locking).toList();
    }
    Splice finish =
        Splice.with(
            question.text(),
            question.analysis().uses(),
            question.dialect(),
            use -> {
              Integer id = idsByUse.get(use.id());
              return id == null
                  ? Splice.onShell(use, question.dialect())
                  : Splice.scratch(
                      new LeafSql.Scratch(id), use.name(), use.aliased(), question.dialect());
            });
    if (locked != null) {
      finish.replace(locked.clause(), "");
    }
    return switch (question.dialect().engine()) {
      case POSTGRESQL -> new Gather(ships, List.of(), finish.build());
      case MYSQL -> new CommonTableCopies(question, ships).plan(finish);
    };
  }
}
