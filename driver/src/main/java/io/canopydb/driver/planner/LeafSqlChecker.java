package io.canopydb.driver.planner;

import io.canopydb.driver.plan.Count;
import io.canopydb.driver.plan.LeafSql;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says of a leaf statement whether all its holes can be filled. Part of {@link PlanChecker}. */
final class LeafSqlChecker {
  private final Set<Integer> slots;
  private final Map<Integer, Scratch> scratch;

  /** How a scratch table lies on a leaf. */
  enum Form {
    ONE,
    EACH_PARTITION
  }

  private record Scratch(Form form, Set<Integer> kept) {}

  LeafSqlChecker(Set<Integer> slots) {
    this(slots, Map.of());
  }

  private LeafSqlChecker(Set<Integer> slots, Map<Integer, Scratch> scratch) {
    this.slots = slots;
    this.scratch = scratch;
  }

  static void check(boolean holds, String what, Object where) {
    if (!holds) {
      throw new AssertionError(what + ": " + where);
    }
  }

  /** The text between the holes. */
  static String text(LeafSql sql) {
    StringBuilder text = new StringBuilder();
    for (LeafSql.Part part : sql.parts()) {
      text.append(part instanceof LeafSql.Text plain ? plain.sql() : "");
    }
    return text.toString();
  }

  /** The slots of a statement. */
  static Set<Integer> slots(LeafSql statement) {
    Set<Integer> found = new HashSet<>();
    for (LeafSql.Part part : statement.parts()) {
      if (part instanceof LeafSql.SlotText slot) {
        found.add(slot.number());
      } else if (part instanceof LeafSql.EachRow each) {
        found.addAll(slots(each.row()));
      }
    }
    return found;
  }

  boolean hasSlot(int number) {
    return slots.contains(number);
  }

  /** Once a scratch table is filled. */
  LeafSqlChecker with(int id, Form form, Set<Integer> kept) {
    check(!scratch.containsKey(id), "a scratch table that is filled twice", id);
    Map<Integer, Scratch> more = new HashMap<>(scratch);
    more.put(id, new Scratch(form, kept));
    return new LeafSqlChecker(slots, more);
  }

  void shellOnly(LeafSql sql) {
    check(!sql.perPartition(), "a statement of one leaf that names partitions", sql);
  }

  /**
   * Whether something is there for each hole.
   *
   * @param cells how many cells there are of a row that is written
   */
  void filled(LeafSql sql, int cells) {
    sql.parts().forEach(part -> filled(part, cells, sql));
  }

  void filled(List<LeafSql> all, int cells) {
    all.forEach(sql -> filled(sql, cells));
  }

  private void filled(LeafSql.Part part, int cells, LeafSql sql) {
    if (part instanceof LeafSql.SlotText slot) {
      check(hasSlot(slot.number()), "a slot that the statement has not", sql);
    } else if (part instanceof LeafSql.EachRow each) {
      filled(each.row(), cells);
    } else if (part instanceof LeafSql.Label label) {
      filled(label.text(), cells);
    } else if (part instanceof LeafSql.RowValue value) {
      check(value.cell() < cells, "a cell that no row has", sql);
    } else if (part instanceof LeafSql.Scratch one) {
      check(is(one.id(), Form.ONE), "a scratch table that nothing filled", sql);
    } else if (part instanceof LeafSql.PartitionScratch each) {
      check(is(each.id(), Form.EACH_PARTITION), "a scratch table that nothing filled", sql);
    } else if (part instanceof LeafSql.AmongKeys among) {
      Scratch of = scratch.get(among.keys().ship());
      check(of != null && of.kept().contains(among.keys().column()), "keys that none kept", sql);
    } else if (part instanceof LeafSql.RowLimit limit) {
      for (Count count : List.of(limit.limit(), limit.offset())) {
        check(
            !(count instanceof Count.InSlot slot) || hasSlot(slot.number()),
            "a slot that the statement has not",
            sql);
      }
    }
  }

  private boolean is(int id, Form form) {
    Scratch found = scratch.get(id);
    return found != null && found.form() == form;
  }
}
