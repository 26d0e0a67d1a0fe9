package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Analysis;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.UnnamedItems;
import io.canopydb.driver.plan.Gather;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.ReadNode;
import io.canopydb.driver.plan.Route;
import io.canopydb.driver.plan.Target;
import io.canopydb.driver.planner.ResultTypes.ResultType;
import io.canopydb.driver.planner.SelectText.Item;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A query over groups in two stages: each partition groups its own rows, the groups are shipped to
 * one leaf, and there the user's own statement runs over them, its aggregates replaced by ones of
 * groups. So AVG, COUNT(DISTINCT), HAVING and expressions over aggregates ship groups and not rows.
 */
final class GroupGatherPlanner {
  private static final String COLUMN = "canopy_";

  private final Question question;
  private final String database;
  private final GroupFolds folds;

  GroupGatherPlanner(Question question, String database) {
    this.question = question;
    this.database = database;
    this.folds = GroupFolds.of(question.dialect().engine());
  }

  /** The plan; empty where the rows themselves are needed. */
  Optional<ReadNode> plan(SelectText select) throws SQLException {
    Analysis.Top top = question.analysis().top();
    boolean star = select.items().stream().anyMatch(Item::star);
    if (top == null
        || star
        || select.locking() != null
        || (!top.aggregated() && (!top.distinct() || top.windowed()))) {
      return Optional.empty();
    }
    List<String> labels =
        question.types().of(question.shellSql()).stream().map(ResultType::label).toList();
    if (labels.size() != select.items().size()) {
      return Optional.empty();
    }
    Optional<GroupedSelect> grouped = GroupedSelect.of(question, select, top.aggregated(), labels);
    return grouped.isPresent()
        ? Optional.ofNullable(plan(select, grouped.get(), top.aggregated(), labels))
        : Optional.empty();
  }

  private @Nullable ReadNode plan(
      SelectText select, GroupedSelect grouped, boolean aggregated, List<String> labels)
      throws SQLException {
    Splice partition = question.onPartition();
    Splice shell = question.onShell();
    Columns columns = new Columns();
    List<String> keys = new ArrayList<>();
    for (Span key : grouped.keys()) {
      keys.add(columns.of(key, partition.build(key), shell.build(key)));
    }
    List<String> groups = new ArrayList<>(keys);
    List<List<String>> distinct = new ArrayList<>();
    for (FoldedCall call : grouped.calls()) {
      List<String> names = new ArrayList<>();
      for (Span argument : call.distinct()) {
        names.add(columns.of(argument, partition.build(argument), shell.build(argument)));
      }
      names.stream().filter(name -> !groups.contains(name)).forEach(groups::add);
      distinct.add(names);
    }
    List<List<String>> partials = new ArrayList<>();
    for (FoldedCall call : grouped.calls()) {
      List<String> names = new ArrayList<>();
      if (call.distinct().isEmpty()) {
        for (String function : folds.partials(call.name())) {
          names.add(
              columns.named(
                  function + call.span().of(question.text().text()),
                  partial(function, call, partition),
                  partial(function, call, shell)));
        }
      }
      partials.add(names);
    }
    Span from = select.from();
    if (from == null || columns.size() == 0) {
      return null;
    }
    LeafSql rows = stage(columns.onPartition, groups, partition.build(from), aggregated);
    LeafSql over = shell.build(from);
    Map<String, String> types = types(columns, stage(columns.onShell, groups, over, aggregated));
    if (!types.values().stream().allMatch(folds::storable)) {
      return null;
    }
    types.forEach(
        (name, type) -> {
          String made = folds.shape(type);
          if (made != null) {
            columns.onShell.put(name, LeafSql.of(made));
          }
        });
    LeafSql shape = stage(columns.onShell, groups, over, aggregated);
    Splice finish =
        Splice.with(
            question.text(),
            question.analysis().uses(),
            question.dialect(),
            use -> Splice.onShell(use, question.dialect()));
    finish.replace(
        from,
        new LeafSql.Builder()
            .text("FROM ")
            .part(new LeafSql.Scratch(0))
            .text(" AS canopy_groups")
            .build());
    Span groupBy = select.groupBy();
    if (groupBy != null) {
      finish.replace(groupBy, "GROUP BY " + String.join(", ", keys));
    }
    for (GroupedSelect.Place place : grouped.places()) {
      finish.replace(place.span(), keys.get(place.key()));
    }
    for (int i = 0; i < grouped.calls().size(); i++) {
      FoldedCall call = grouped.calls().get(i);
      String fold =
          call.distinct().isEmpty()
              ? folds.fold(call.name(), partials.get(i), types)
              : call.name() + "(DISTINCT " + String.join(", ", distinct.get(i)) + ")";
      if (fold == null) {
        return null;
      }
      finish.replace(call.span(), fold);
    }
    List<Span> unnamed = unnamed();
    for (int i = 0; i < labels.size(); i++) {
      SelectText.Item item = select.items().get(i);
      if (unnamed.contains(item.expression())) {
        finish.label(item.expression());
      } else if (item.alias() == null) {
        finish.insert(
            item.expression().end(),
            LeafSql.of(" AS " + question.dialect().quoteName(labels.get(i))));
      }
    }
    Route route =
        new Route(rows, new Target.Partitions(database, question.anyChoice()), LeafSql.of(""));
    return new Gather(
        List.of(new Gather.Ship(0, route, shape, columns.names(), List.of(), List.of(), List.of())),
        List.of(),
        finish.build());
  }

  /** The items that have their text, with its values, for a name. */
  private List<Span> unnamed() {
    return switch (question.dialect().engine()) {
      case MYSQL -> UnnamedItems.in(question.text().tokens());
      case POSTGRESQL -> List.of();
    };
  }

  private static LeafSql partial(String function, FoldedCall call, Splice splice) {
    LeafSql.Builder sql = new LeafSql.Builder().text(function + "(");
    sql.all(splice.build(call.arguments())).text(")");
    Span filter = call.filter();
    if (filter != null) {
      sql.text(" ").all(splice.build(filter));
    }
    return sql.build();
  }

  /** The statement of one partition, or the one of the shell that has its columns. */
  private static LeafSql stage(
      Map<String, LeafSql> columns, List<String> groups, LeafSql from, boolean aggregated) {
    LeafSql.Builder sql = new LeafSql.Builder().text(aggregated ? "SELECT " : "SELECT DISTINCT ");
    String separator = "";
    for (Map.Entry<String, LeafSql> column : columns.entrySet()) {
      sql.text(separator).all(column.getValue()).text(" AS " + column.getKey());
      separator = ", ";
    }
    sql.text(" ").all(from);
    if (aggregated && !groups.isEmpty()) {
      sql.text(" GROUP BY " + String.join(", ", groups));
    }
    return sql.build();
  }

  private Map<String, String> types(Columns columns, LeafSql shape) throws SQLException {
    Map<String, String> types = new LinkedHashMap<>();
    List<ResultType> found = question.types().of(shape);
    List<String> names = columns.names();
    for (int i = 0; i < names.size(); i++) {
      types.put(names.get(i), found.get(i).typeName());
    }
    return types;
  }

  /** The columns of the groups that are shipped; equal expressions are one. */
  private final class Columns {
    private final Map<String, String> byText = new LinkedHashMap<>();
    private final Map<String, LeafSql> onPartition = new LinkedHashMap<>();
    private final Map<String, LeafSql> onShell = new LinkedHashMap<>();

    int size() {
      return byText.size();
    }

    List<String> names() {
      return List.copyOf(onPartition.keySet());
    }

    String of(Span expression, LeafSql partition, LeafSql shell) {
      return named(expression.of(question.text().text()), partition, shell);
    }

    String named(String text, LeafSql partition, LeafSql shell) {
      return byText.computeIfAbsent(
          text,
          t -> {
            String name = COLUMN + (byText.size() + 1);
            onPartition.put(name, partition);
            onShell.put(name, shell);
            return name;
          });
    }
  }
}
