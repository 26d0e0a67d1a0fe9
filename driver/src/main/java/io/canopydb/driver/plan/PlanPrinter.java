package io.canopydb.driver.plan;

import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.placement.ShardKey;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;

/** A plan as text: what EXPLAIN shows, and what golden files hold. */
public final class PlanPrinter {
  private final StringBuilder out = new StringBuilder();

  private final Function<PlanNode, List<String>> details;

  private PlanPrinter(Function<PlanNode, List<String>> details) {
    this.details = details;
  }

  /** The tree, one node a line, its inputs indented below it. */
  public static String print(Plan<?> plan) {
    return print(plan, node -> List.of());
  }

  /**
   * The tree.
   *
   * @param details lines to show below a node
   */
  public static String print(Plan<?> plan, Function<PlanNode, List<String>> details) {
    PlanPrinter printer = new PlanPrinter(details);
    printer.node(plan.root(), 0);
    if (plan.visibleColumns() >= 0) {
      printer.line(0, "shows the first " + plan.visibleColumns() + " columns");
    }
    return printer.out.toString().stripTrailing();
  }

  private PlanPrinter line(int depth, String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
    return this;
  }

  private PlanPrinter node(PlanNode node, int depth) {
    node.accept(
        new PlanNode.Visitor<PlanPrinter, RuntimeException>() {
          @Override
          public PlanPrinter reads(ReadNode read) {
            return read.accept(new Reading(depth));
          }

          @Override
          public PlanPrinter writes(WriteNode write) {
            return write.accept(new Writing(depth));
          }
        });
    details.apply(node).forEach(text -> line(depth + 1, text));
    return this;
  }

  private final class Reading implements ReadNode.Visitor<PlanPrinter, RuntimeException> {
    private final int depth;

    Reading(int depth) {
      this.depth = depth;
    }

    @Override
    public PlanPrinter route(Route route) {
      line(depth, "Route to " + target(route.target()));
      line(depth + 1, "sql: " + sql(route.sql()));
      LeafSql tail = route.unionTail();
      return tail == null || tail.parts().isEmpty()
          ? PlanPrinter.this
          : line(depth + 1, "several partitions of a leaf: UNION ALL" + sql(tail));
    }

    @Override
    public PlanPrinter oneOrMany(OneOrMany choice) {
      return either(depth, choice.database(), choice.choices(), choice.whole(), choice.many());
    }

    @Override
    public PlanPrinter lookup(Lookup lookup) {
      return looked(depth, lookup.row(), lookup.whole(), lookup.many());
    }

    @Override
    public PlanPrinter mergeSort(MergeSort sort) {
      return line(depth, "MergeSort by " + sortKeys(sort.keys())).node(sort.input(), depth + 1);
    }

    @Override
    public PlanPrinter limit(Limit limit) {
      return line(depth, "Limit " + count(limit.limit()) + " offset " + count(limit.offset()))
          .node(limit.input(), depth + 1);
    }

    @Override
    public PlanPrinter aggregate(Aggregate aggregate) {
      String keys = keyColumns(aggregate.keys());
      return line(depth, "Aggregate by " + keys + " into " + mergeColumns(aggregate.columns()))
          .node(aggregate.input(), depth + 1);
    }

    @Override
    public PlanPrinter gather(Gather gather) {
      line(depth, "Gather on one leaf");
      line(depth + 1, "finish: " + sql(gather.finish()));
      for (Gather.Ship ship : gather.ships()) {
        String indexed = ship.indexed().isEmpty() ? "" : ", indexed by " + ship.indexed();
        line(depth + 1, "scratch " + ship.id() + " " + ship.columns() + indexed + ":");
        node(ship.rows(), depth + 2);
      }
      for (Gather.Derived derived : gather.derived()) {
        line(depth + 1, "scratch " + derived.id() + ": " + sql(derived.query()));
      }
      return PlanPrinter.this;
    }

    @Override
    public PlanPrinter redistribute(Redistribute redistribute) {
      line(depth, "Redistribute to " + target(redistribute.over()));
      for (Move move : redistribute.moves()) {
        Gather.Ship ship = move.ship();
        String how =
            move instanceof Move.Repartition repartition
                ? "repartition by " + keyNames(repartition.key())
                : "broadcast";
        line(depth + 1, how + ", scratch " + ship.id() + " " + ship.columns() + ":");
        node(ship.rows(), depth + 2);
      }
      return line(depth + 1, "there:").node(redistribute.input(), depth + 2);
    }

    @Override
    public PlanPrinter refused(Refused refused) {
      return refusal(depth, refused.why());
    }
  }

  private final class Writing implements WriteNode.Visitor<PlanPrinter, RuntimeException> {
    private final int depth;

    Writing(int depth) {
      this.depth = depth;
    }

    @Override
    public PlanPrinter write(Write write) {
      return line(depth, "Write on " + target(write.target()))
          .line(depth + 1, "sql: " + sql(write.sql()));
    }

    @Override
    public PlanPrinter oneOrMany(OneOrManyWrite choice) {
      return either(depth, choice.database(), choice.choices(), choice.whole(), choice.many());
    }

    @Override
    public PlanPrinter lookup(LookupWrite lookup) {
      return looked(depth, lookup.row(), lookup.whole(), lookup.many());
    }

    @Override
    public PlanPrinter insertRows(InsertRows insert) {
      PlacedRows rows = insert.placed();
      String table = rows.database() + "." + rows.table().name();
      line(depth, "InsertRows into " + table + " by " + keyNames(rows));
      line(depth + 1, "head: " + sql(rows.head()));
      for (LookupRows lookup : insert.lookups()) {
        String name = lookup.key().name();
        line(depth + 1, "lookup of " + name + " by " + keyNames(lookup.rows()) + ":");
        line(depth + 2, "head: " + sql(lookup.rows().head()));
      }
      if (insert.upsert() != null) {
        duplicates(insert.upsert(), depth + 1);
      }
      return PlanPrinter.this;
    }

    @Override
    public PlanPrinter insertQuery(InsertQuery insert) {
      return line(depth, "InsertQuery of " + insert.width() + " columns")
          .node(insert.rows(), depth + 1)
          .node(insert.query(), depth + 1);
    }

    @Override
    public PlanPrinter insertCells(InsertCells insert) {
      return line(depth, "InsertCells that one row of a query gives")
          .node(insert.rows(), depth + 1)
          .node(insert.query(), depth + 1);
    }

    @Override
    public PlanPrinter keyedWrite(KeyedWrite write) {
      line(depth, "KeyedWrite of the rows that a query finds");
      write.targets().forEach(target -> keyed(target, depth + 1));
      return node(write.query(), depth + 1);
    }

    @Override
    public PlanPrinter refused(RefusedWrite refused) {
      return refusal(depth, refused.why());
    }
  }

  private PlanPrinter either(
      int depth, String database, List<PartitionChoice> choices, PlanNode whole, PlanNode many) {
    return line(depth, "OneOrMany in " + database + " by " + choices(choices))
        .line(depth + 1, "one partition:")
        .node(whole, depth + 2)
        .line(depth + 1, "several partitions:")
        .node(many, depth + 2);
  }

  private PlanPrinter looked(int depth, LookupRow row, PlanNode whole, PlanNode many) {
    String table = row.placement().table().name();
    String by = row.database() + " by " + choice(row.choice());
    return line(depth, "Lookup of " + table + " in " + by)
        .line(depth + 1, "sql: " + sql(row.sql()))
        .line(depth + 1, "the partition that it names:")
        .node(whole, depth + 2)
        .line(depth + 1, "where it names none:")
        .node(many, depth + 2);
  }

  private PlanPrinter refusal(int depth, Refusal why) {
    return line(depth, "Refused: " + why.construct() + " is not supported; " + why.wayRound());
  }

  private void keyed(KeyedWrite.KeyedTarget target, int depth) {
    String table = target.placement().table().name();
    String by = keyNames(target.placement());
    line(depth, "each row of " + table + " by " + by + ": " + sql(target.statement()));
    KeyedWrite.Move move = target.move();
    if (move != null) {
      line(depth + 1, "before, where it moves by " + keyNames(move.placement()) + ":");
      line(depth + 2, sql(move.delete()));
      line(depth + 2, sql(move.insert()));
      if (!move.moved().equals(target.statement())) {
        line(depth + 1, "and there: " + sql(move.moved()));
      }
    }
    for (KeyedLookup lookup : target.lookups()) {
      String of = "lookup of " + lookup.key().name() + " by " + keyNames(lookup.placement());
      line(depth + 1, of + ": " + sql(lookup.delete()));
      if (lookup.insert() != null) {
        line(depth + 1, of + ": " + sql(lookup.insert()));
      }
    }
  }

  private static String target(Target target) {
    if (target instanceof Target.Partitions partitions) {
      return "partitions of " + partitions.database() + " by " + choice(partitions.choice());
    }
    return target instanceof Target.AnyLeaf
        ? "any leaf"
        : target instanceof Target.FirstLeaf
            ? "the first leaf"
            : target instanceof Target.PinnedLeaf
                ? "the session's leaf"
                : target instanceof Target.LockLeaf ? "the leaf of locks" : "every leaf";
  }

  private static String sortKeys(List<SortKey> keys) {
    StringJoiner all = new StringJoiner(", ");
    for (SortKey key : keys) {
      all.add(
          "column "
              + (key.column() + 1)
              + (key.descending() ? " DESC" : " ASC")
              + (key.nullsFirst() ? " NULLS FIRST" : " NULLS LAST")
              + " as "
              + key.kind());
    }
    return all.toString();
  }

  private static String keyColumns(List<KeyColumn> keys) {
    StringJoiner all = new StringJoiner(", ");
    keys.forEach(key -> all.add("column " + (key.column() + 1)));
    return keys.isEmpty() ? "nothing" : all.toString();
  }

  private static String mergeColumns(List<MergeColumn> columns) {
    StringJoiner all = new StringJoiner(", ");
    for (MergeColumn column : columns) {
      all.add(
          column instanceof MergeColumn.Fold fold
              ? fold.function() + " of column " + (fold.column() + 1)
              : column instanceof MergeColumn.First first
                  ? "column " + (first.column() + 1)
                  : column.toString());
    }
    return all.toString();
  }

  private void duplicates(Upsert upsert, int depth) {
    String way =
        switch (upsert.way()) {
          case SKIP -> "are left out";
          case UPDATE -> "update the row that is there";
          case REPLACE -> "delete the rows that are there";
        };
    line(depth, "duplicates " + way + ", wherever that lies:");
    for (Upsert.Key key : upsert.keys()) {
      line(depth + 1, "of " + key.key().name() + ": " + sql(key.find()));
    }
  }

  private static String keyNames(PlacedRows rows) {
    if (rows.key() == null) {
      return rows.table().distribution() instanceof Distribution.Reference
          ? "copies on every leaf"
          : "turns";
    }
    return keyNames(rows.key());
  }

  private static String keyNames(ShardKey key) {
    StringJoiner all = new StringJoiner(", ", "hash of ", "");
    key.columns().forEach(column -> all.add(column.name()));
    return all.toString();
  }

  private static String choices(List<PartitionChoice> choices) {
    return String.join(" and ", choices.stream().map(PlanPrinter::choice).toList());
  }

  private static String choice(PartitionChoice choice) {
    if (choice instanceof PartitionChoice.All all) {
      return "all (" + all.why() + ")";
    }
    if (choice instanceof PartitionChoice.AnyOf any) {
      return "("
          + String.join(" or ", any.choices().stream().map(PlanPrinter::choice).toList())
          + ")";
    }
    PartitionChoice.KeyEquals equals = (PartitionChoice.KeyEquals) choice;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < equals.operands().size(); i++) {
      text.append(i == 0 ? "" : ", ").append(equals.key().columns().get(i).name());
      text.append(
          equals.operands().get(i) instanceof PartitionChoice.SlotOperand slot
              ? " = ?" + slot.number()
              : " is null");
    }
    return text.toString();
  }

  private static String count(Count count) {
    return count instanceof Count.Fixed fixed
        ? Long.toString(fixed.value())
        : count instanceof Count.InSlot slot ? "?" + slot.number() : "none";
  }

  private static String sql(LeafSql sql) {
    StringBuilder text = new StringBuilder();
    for (LeafSql.Part part : sql.parts()) {
      if (part instanceof LeafSql.Text plain) {
        text.append(plain.sql());
      } else if (part instanceof LeafSql.Namespace namespace) {
        text.append('<').append(namespace.database()).append("_n>");
      } else if (part instanceof LeafSql.PartitionOrdinal) {
        text.append("<n>");
      } else if (part instanceof LeafSql.SlotText slot) {
        text.append('?').append(slot.number());
      } else if (part instanceof LeafSql.EachRow each) {
        text.append(sql(each.row())).append(", ..");
      } else if (part instanceof LeafSql.Label label) {
        text.append('`').append(sql(label.text())).append('`');
      } else if (part instanceof LeafSql.Scratch scratch) {
        text.append("<scratch ").append(scratch.id()).append('>');
      } else if (part instanceof LeafSql.PartitionScratch scratch) {
        text.append("<scratch ").append(scratch.id()).append("_n>");
      } else if (part instanceof LeafSql.AmongKeys among) {
        KeptKeys keys = among.keys();
        text.append(among.column()).append(" IN <column ").append(keys.column() + 1);
        text.append(" of scratch ").append(keys.ship()).append('>');
      } else if (part instanceof LeafSql.RowLimit limit) {
        text.append(count(limit.limit()));
        if (!(limit.offset() instanceof Count.None)) {
          text.append(" + ").append(count(limit.offset()));
        }
      } else if (part instanceof LeafSql.RowValue value) {
        text.append("<cell ").append(value.cell() + 1).append('>');
      } else if (part instanceof LeafSql.TableSizes) {
        text.append("<sizes of sharded tables>");
      } else if (part instanceof LeafSql.PresentInstant) {
        text.append("<instant>");
      }
    }
    return text.toString();
  }
}
