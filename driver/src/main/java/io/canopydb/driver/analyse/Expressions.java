package io.canopydb.driver.analyse;

import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.AnalyticType;
import net.sf.jsqlparser.expression.AnyComparisonExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExpressionVisitorAdapter;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.JsonAggregateFunction;
import net.sf.jsqlparser.expression.MySQLGroupConcat;
import net.sf.jsqlparser.expression.TrimFunction;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.Select;
import org.jspecify.annotations.Nullable;

/** What an expression is made of, subqueries not entered. */
final class Expressions {
  private final List<Column> columns = new ArrayList<>();
  private final List<Function> functions = new ArrayList<>();
  private final List<AnalyticExpression> windows = new ArrayList<>();
  private final List<Expression> otherAggregates = new ArrayList<>();
  private final List<Select> subqueries = new ArrayList<>();

  private Expressions() {}

  static Expressions in(List<? extends @Nullable Expression> expressions) {
    Expressions found = new Expressions();
    Walk walk = found.new Walk();
    for (Expression expression : expressions) {
      if (expression != null) {
        expression.accept(walk, null);
      }
    }
    return found;
  }

  /** Columns, those within aggregates included. */
  List<Column> columns() {
    return columns;
  }

  /** Functions without OVER. */
  List<Function> functions() {
    return functions;
  }

  /** Functions with OVER. */
  List<AnalyticExpression> windows() {
    return windows;
  }

  /** Aggregates with a syntax of their own: FILTER, WITHIN GROUP, GROUP_CONCAT, JSON. */
  List<Expression> otherAggregates() {
    return otherAggregates;
  }

  List<Select> subqueries() {
    return subqueries;
  }

  private final class Walk extends ExpressionVisitorAdapter<@Nullable Void> {
    @Override
    public <S> @Nullable Void visit(Column column, S context) {
      columns.add(column);
      return null;
    }

    @Override
    public <S> @Nullable Void visit(Function function, S context) {
      functions.add(function);
      return super.visit(function, context);
    }

    @Override
    public <S> @Nullable Void visit(AnalyticExpression expression, S context) {
      if (expression.getType() == AnalyticType.FILTER_ONLY
          || expression.getType() == AnalyticType.WITHIN_GROUP) {
        otherAggregates.add(expression);
      } else {
        windows.add(expression);
      }
      return super.visit(expression, context);
    }

    @Override
    public <S> @Nullable Void visit(MySQLGroupConcat expression, S context) {
      otherAggregates.add(expression);
      return super.visit(expression, context);
    }

    @Override
    public <S> @Nullable Void visit(JsonAggregateFunction expression, S context) {
      otherAggregates.add(expression);
      return super.visit(expression, context);
    }

    /** Of TRIM(LEADING FROM a) the library's own walk fails. */
    @Override
    public <S> @Nullable Void visit(TrimFunction trim, S context) {
      if (trim.getExpression() != null) {
        trim.getExpression().accept(this, context);
      }
      if (trim.getFromExpression() != null) {
        trim.getFromExpression().accept(this, context);
      }
      return null;
    }

    /** The library's own walk does not enter ANY and ALL. */
    @Override
    public <S> @Nullable Void visit(AnyComparisonExpression expression, S context) {
      if (expression.getSelect() != null) {
        subqueries.add(expression.getSelect());
      }
      return null;
    }

    @Override
    public <S> @Nullable Void visit(ParenthesedSelect select, S context) {
      subqueries.add(select);
      return null;
    }

    @Override
    public <S> @Nullable Void visit(Select select, S context) {
      subqueries.add(select);
      return null;
    }
  }
}
