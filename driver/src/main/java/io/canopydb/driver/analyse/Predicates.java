package io.canopydb.driver.analyse;

import io.canopydb.driver.plan.PartitionChoice.Cast;
import io.canopydb.driver.plan.PartitionChoice.IsNull;
import io.canopydb.driver.plan.PartitionChoice.Operand;
import io.canopydb.driver.plan.PartitionChoice.SlotOperand;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.placement.ColumnKeyType;
import io.canopydb.metadata.placement.KeyTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.expression.RowConstructor;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a predicate what certainly holds for the rows that satisfy it. Only forms that are
 * proven against the engines count: {@code =} of a column with a column or a value, {@code IN} of a
 * list, {@code IS NULL}, and AND, OR and row values of these. Everything else says nothing, which
 * asks too many partitions at times and never too few.
 */
record Predicates(Engine engine, boolean trusted) {

  /** What holds where {@code predicate} is true. */
  Facts read(@Nullable Expression predicate, Scope scope) {
    if (predicate == null || !trusted) {
      return Facts.NONE;
    }
    if (predicate instanceof AndExpression and) {
      return read(and.getLeftExpression(), scope).and(read(and.getRightExpression(), scope));
    }
    if (predicate instanceof OrExpression or) {
      List<Facts> branches = new ArrayList<>();
      flatten(or, scope, branches);
      return branches.contains(Facts.NONE) ? Facts.NONE : Facts.either(branches);
    }
    if (predicate instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
      return read(list.get(0), scope);
    }
    if (predicate instanceof EqualsTo equals) {
      return equal(equals.getLeftExpression(), equals.getRightExpression(), scope);
    }
    if (predicate instanceof InExpression in && !in.isNot()) {
      return in(in, scope);
    }
    if (predicate instanceof IsNullExpression isNull
        && !isNull.isNot()
        && isNull.getLeftExpression() instanceof net.sf.jsqlparser.schema.Column column) {
      ColumnId id = scope.resolve(column);
      // An outer join makes NULLs of its own, which lie in no partition.
      return id == null || scope.nullable(id.source()) || !scope.table(id.source())
          ? Facts.NONE
          : Facts.alternatives(id, List.of(new IsNull()));
    }
    return Facts.NONE;
  }

  private void flatten(Expression predicate, Scope scope, List<Facts> branches) {
    if (predicate instanceof OrExpression or) {
      flatten(or.getLeftExpression(), scope, branches);
      flatten(or.getRightExpression(), scope, branches);
    } else {
      branches.add(read(predicate, scope));
    }
  }

  private Facts equal(Expression left, Expression right, Scope scope) {
    List<Expression> leftRow = row(left);
    List<Expression> rightRow = row(right);
    if (leftRow.size() > 1 && leftRow.size() == rightRow.size()) {
      Facts all = Facts.NONE;
      for (int i = 0; i < leftRow.size(); i++) {
        all = all.and(equal(leftRow.get(i), rightRow.get(i), scope));
      }
      return all;
    }
    ColumnId leftColumn = column(left, scope);
    ColumnId rightColumn = column(right, scope);
    if (leftColumn != null && rightColumn != null) {
      return alike(leftColumn, rightColumn, scope)
          ? Facts.pair(leftColumn, rightColumn)
          : Facts.NONE;
    }
    ColumnId column = leftColumn != null ? leftColumn : rightColumn;
    Operand operand =
        column == null ? null : operand(leftColumn != null ? right : left, column, scope);
    return column != null && operand != null
        ? Facts.alternatives(column, List.of(operand))
        : Facts.NONE;
  }

  private Facts in(InExpression in, Scope scope) {
    if (!(in.getRightExpression() instanceof ExpressionList<?> list)) {
      return Facts.NONE;
    }
    List<Expression> left = row(in.getLeftExpression());
    if (left.size() > 1) {
      List<Facts> branches = new ArrayList<>(list.size());
      for (Expression element : list) {
        branches.add(equal(in.getLeftExpression(), element, scope));
      }
      return branches.contains(Facts.NONE) ? Facts.NONE : Facts.either(branches);
    }
    ColumnId column = column(in.getLeftExpression(), scope);
    if (column == null) {
      return Facts.NONE;
    }
    List<Operand> operands = new ArrayList<>(list.size());
    for (Expression element : list) {
      Operand operand = operand(element, column, scope);
      if (operand == null) {
        return Facts.NONE;
      }
      operands.add(operand);
    }
    return operands.isEmpty() ? Facts.NONE : Facts.alternatives(column, operands);
  }

  private static List<Expression> row(Expression expression) {
    if (expression instanceof RowConstructor<?> constructor) {
      return List.copyOf(constructor);
    }
    return expression instanceof ParenthesedExpressionList<?> list && list.size() > 1
        ? List.copyOf(list)
        : List.of(expression);
  }

  private static @Nullable ColumnId column(Expression expression, Scope scope) {
    return unwrapped(expression) instanceof net.sf.jsqlparser.schema.Column column
        ? scope.resolve(column)
        : null;
  }

  private @Nullable Operand operand(Expression expression, ColumnId column, Scope scope) {
    Expression inner = unwrapped(expression);
    if (inner instanceof JdbcParameter parameter && parameter.isUseFixedIndex()) {
      return new SlotOperand(parameter.getIndex());
    }
    if (inner instanceof CastExpression cast
        && unwrapped(cast.getLeftExpression()) instanceof JdbcParameter parameter
        && parameter.isUseFixedIndex()) {
      Cast to = scope.base(column).map(base -> OwnCasts.of(engine, cast, base)).orElse(Cast.NONE);
      return to == Cast.NONE ? null : new SlotOperand(parameter.getIndex(), to);
    }
    return null;
  }

  private static Expression unwrapped(Expression expression) {
    Expression inner = expression;
    while (inner instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
      inner = list.get(0);
    }
    return inner;
  }

  /** Whether values of both that the engine finds equal hash equally. */
  boolean alike(ColumnId left, ColumnId right, Scope scope) {
    Optional<Column> leftBase = scope.base(left);
    Optional<Column> rightBase = scope.base(right);
    return leftBase.isPresent()
        && rightBase.isPresent()
        && KeyTypes.of(engine, leftBase.get()) instanceof ColumnKeyType.Accepted leftType
        && KeyTypes.of(engine, rightBase.get()) instanceof ColumnKeyType.Accepted rightType
        && leftType.type().collocatedWith(rightType.type());
  }
}
