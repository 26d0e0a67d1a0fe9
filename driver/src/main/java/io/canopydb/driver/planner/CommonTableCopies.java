package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.CommonTable;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.plan.Gather;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.ReadNode;
import io.canopydb.driver.plan.Refused;
import java.util.ArrayList;
import java.util.List;

/**
 * MySQL can't name a TEMPORARY table twice in a statement, and a common table that is named twice
 * names those of its body twice. So where that happens each common table at the head of the
 * statement becomes scratch tables itself, one for each place that names it: of one result, as
 * MySQL itself runs it once.
 */
final class CommonTableCopies {
  private final Question question;
  private final List<Gather.Ship> ships;
  private final List<CommonTable> tables;
  private int next;

  CommonTableCopies(Question question, List<Gather.Ship> ships) {
    this.question = question;
    this.ships = ships;
    this.tables = used(CommonTable.in(question.text()));
    this.next = ships.size();
  }

  /**
   * The plan.
   *
   * @param finish the statement over the scratch tables of its sharded tables
   */
  ReadNode plan(Splice finish) {
    List<Span> temporary = new ArrayList<>();
    question.sharded().stream().map(TableUse::span).forEach(temporary::add);
    boolean again = false;
    for (CommonTable table : tables) {
      if (temporary.stream().anyMatch(table.text()::contains)) {
        again |= table.places().size() > 1;
        table.places().forEach(place -> temporary.add(place.span()));
        if (!table.leading() && table.places().size() > 1) {
          return new Refused(
              "a WITH inside a query over sharded tables, one of whose tables is named twice",
              "put the WITH at the head of the statement");
        }
      }
    }
    if (!again) {
      return new Gather(ships, List.of(), finish.build());
    }
    List<CommonTable> leading =
        tables.stream().filter(table -> table.leading() && !table.places().isEmpty()).toList();
    List<Gather.Derived> derived = new ArrayList<>();
    for (CommonTable table : leading) {
      derive(table, finish, derived);
    }
    return new Gather(ships, derived, finish.replace(withClause(), "").build());
  }

  /** With the places alone that MySQL looks at: it leaves out a common table that nobody names. */
  private static List<CommonTable> used(List<CommonTable> all) {
    List<CommonTable> used = new ArrayList<>();
    List<Span> unused = new ArrayList<>();
    for (int i = all.size() - 1; i >= 0; i--) {
      CommonTable table = all.get(i);
      List<CommonTable.Place> places =
          table.places().stream()
              .filter(place -> unused.stream().noneMatch(text -> text.contains(place.span())))
              .toList();
      if (places.isEmpty()) {
        unused.add(table.text());
      }
      used.add(
          0,
          new CommonTable(table.name(), table.text(), table.leading(), table.recursive(), places));
    }
    return used;
  }

  private void derive(CommonTable table, Splice finish, List<Gather.Derived> derived) {
    String name = question.dialect().quoteName(table.name());
    int first = next;
    for (CommonTable.Place place : table.places()) {
      finish.replace(
          place.span(),
          Splice.scratch(
              new LeafSql.Scratch(next), table.name(), place.aliased(), question.dialect()));
      LeafSql.Builder query = new LeafSql.Builder();
      if (next == first) {
        query.text(table.recursive() ? "WITH RECURSIVE " : "WITH ");
        query.all(finish.build(table.text())).text(" SELECT * FROM " + name);
      } else {
        query.text("SELECT * FROM ").part(new LeafSql.Scratch(first));
      }
      derived.add(new Gather.Derived(next, query.build()));
      next++;
    }
  }

  private Span withClause() {
    int end =
        tables.stream()
            .filter(CommonTable::leading)
            .mapToInt(table -> table.text().end())
            .max()
            .orElse(0);
    return new Span(0, end);
  }
}
