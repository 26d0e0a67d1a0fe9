package io.canopydb.driver.analyse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.statement.select.GroupByElement;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.SelectItem;

/**
 * Notes of a block what it groups, makes distinct and looks at through windows, and whether that
 * stays within partitions because the whole shard key divides it.
 */
record KeyCover(Names names, Aggregates aggregates, Block block) {

  /** What it groups. */
  void grouping(PlainSelect select, Expressions selected, Expressions others) {
    boolean functions =
        selected.functions().stream().anyMatch(aggregates::contains)
            || others.functions().stream().anyMatch(aggregates::contains)
            || !selected.otherAggregates().isEmpty()
            || !others.otherAggregates().isEmpty();
    GroupByElement groupBy = select.getGroupBy();
    block.aggregated = functions || groupBy != null || select.getHaving() != null;
    if (groupBy == null || block.anchors.isEmpty()) {
      return;
    }
    if (groupBy.isMysqlWithRollup() || !groupBy.getGroupingSets().isEmpty()) {
      return;
    }
    Set<ColumnId> columns = new HashSet<>();
    for (Object element : groupBy.getGroupByExpressionList()) {
      if (element instanceof Function) {
        // ROLLUP(..), CUBE(..): groups of more than these columns
        return;
      }
      Expression expression = selectedBy((Expression) element, select);
      if (expression instanceof net.sf.jsqlparser.schema.Column column) {
        ColumnId id = block.scope.resolve(column);
        if (id != null) {
          columns.add(id);
        }
      }
    }
    block.groupedByKey = coversKey(columns);
  }

  /** GROUP BY 1 means the first item of the select list, GROUP BY x may mean its alias. */
  private Expression selectedBy(Expression element, PlainSelect select) {
    if (element instanceof LongValue position) {
      int index = (int) position.getValue() - 1;
      if (index >= 0 && index < select.getSelectItems().size()) {
        return select.getSelectItems().get(index).getExpression();
      }
    } else if (element instanceof net.sf.jsqlparser.schema.Column column
        && block.scope.resolve(column) == null) {
      for (SelectItem<?> item : select.getSelectItems()) {
        if (item.getAlias() != null
            && names
                .column(item.getAlias().getName())
                .equals(names.column(column.getColumnName()))) {
          return item.getExpression();
        }
      }
    }
    return element;
  }

  /** Whether rows that agree in these columns lie in one partition. */
  private boolean coversKey(Set<ColumnId> columns) {
    for (Anchor anchor : block.anchors) {
      if (anchor.key() != null
          && !anchor.columns().isEmpty()
          && anchor.columns().stream()
              .allMatch(
                  key ->
                      !block.scope.nullable(key.source())
                          && block.filter.equalTo(key).stream().anyMatch(columns::contains))) {
        return true;
      }
    }
    return false;
  }

  /** What it makes distinct; its outputs must be known. */
  void distinct(PlainSelect select) {
    if (select.getDistinct() == null) {
      return;
    }
    block.distinct = true;
    if (select.getDistinct().getOnSelectItems() != null
        && !select.getDistinct().getOnSelectItems().isEmpty()) {
      block.distinctOn = true;
      return;
    }
    Set<ColumnId> columns = new HashSet<>();
    block
        .outputs
        .values()
        .forEach(
            output -> {
              if (output.passedOn() != null) {
                columns.add(output.passedOn());
              }
            });
    block.distinctByKey = coversKey(columns);
  }

  /** Its windows. */
  void windows(Expressions selected, Expressions others) {
    List<AnalyticExpression> windows = new ArrayList<>(selected.windows());
    windows.addAll(others.windows());
    block.windowed = !windows.isEmpty();
    block.windowedByKey =
        windows.stream()
            .allMatch(
                window -> {
                  Set<ColumnId> columns = new HashSet<>();
                  if (window.getPartitionExpressionList() != null) {
                    for (Expression expression : window.getPartitionExpressionList()) {
                      if (expression instanceof net.sf.jsqlparser.schema.Column column) {
                        ColumnId id = block.scope.resolve(column);
                        if (id != null) {
                          columns.add(id);
                        }
                      }
                    }
                  }
                  return coversKey(columns);
                });
  }
}
