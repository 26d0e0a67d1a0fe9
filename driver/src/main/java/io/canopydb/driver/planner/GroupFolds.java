package io.canopydb.driver.planner;

import io.canopydb.metadata.model.Engine;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How an engine computes an aggregate of groups of rows. Stateless. */
sealed interface GroupFolds {

  static GroupFolds of(Engine engine) {
    return switch (engine) {
      case MYSQL -> new MySql();
      case POSTGRESQL -> new PostgreSql();
    };
  }

  /** The aggregates that partitions compute for one of the user's. */
  default List<String> partials(String name) {
    return name.equals("AVG") ? List.of("SUM", "COUNT") : List.of(name);
  }

  /**
   * The expression over groups that gives the aggregate's value, of the same type.
   *
   * @param columns the columns with what {@link #partials} asked for
   * @param types the engine's names of the columns' types
   * @return null where the value could be another
   */
  default @Nullable String fold(String name, List<String> columns, Map<String, String> types) {
    String column = columns.get(0);
    String type = types.getOrDefault(column, "");
    return switch (name) {
      case "COUNT" -> count(column);
      case "SUM" -> sum(column, type);
      case "AVG" -> average(column, type, columns.get(1));
      default -> again(name, column, type);
    };
  }

  /** An aggregate of what it gave for groups. */
  default @Nullable String again(String name, String column, String type) {
    return name + "(" + column + ")";
  }

  /** Whether a scratch table can have a column of a type. */
  boolean storable(String type);

  /**
   * An expression to make a scratch table's column of, in place of the user's; null where a column
   * made of that has its type.
   */
  default @Nullable String shape(String type) {
    return null;
  }

  /** The sum of counts, which is 0 where there is no group. */
  String count(String column);

  /** The sum of sums. */
  @Nullable String sum(String column, String type);

  /** What the sums come to, divided by the counts. */
  @Nullable String average(String sum, String type, String count);

  /** MySQL's: a sum is a DECIMAL or a DOUBLE, and its quotient has the scale that AVG has. */
  record MySql() implements GroupFolds {
    private static final Set<String> SUMS = Set.of("decimal", "double");

    @Override
    public boolean storable(String type) {
      return true;
    }

    /** A table made of a query has INT where its integers are short. */
    @Override
    public @Nullable String shape(String type) {
      return switch (type) {
        case "bigint" -> "NULLIF(9223372036854775807, 0)";
        case "bigint unsigned" -> "NULLIF(18446744073709551615, 0)";
        default -> null;
      };
    }

    /** The greatest of a column of type YEAR is a number, that of the function YEAR is not. */
    @Override
    public @Nullable String again(String name, String column, String type) {
      return type.equals("year") ? null : name + "(" + column + ")";
    }

    @Override
    public String count(String column) {
      return "CAST(COALESCE(SUM(" + column + "), 0) AS SIGNED)";
    }

    @Override
    public @Nullable String sum(String column, String type) {
      return SUMS.contains(type) ? "SUM(" + column + ")" : null;
    }

    @Override
    public @Nullable String average(String sum, String type, String count) {
      return SUMS.contains(type) ? "(SUM(" + sum + ") / NULLIF(SUM(" + count + "), 0))" : null;
    }
  }

  /**
   * PostgreSQL's: AVG is the sum divided by the count, both as numeric (int8_avg, numeric_avg) or
   * as double precision (float8_avg); that of real numbers sums in double precision, which SUM does
   * not.
   */
  record PostgreSql() implements GroupFolds {
    private static final Set<String> PSEUDO_TYPES = Set.of("record", "_record", "unknown", "void");

    @Override
    public boolean storable(String type) {
      return !PSEUDO_TYPES.contains(type);
    }

    @Override
    public String count(String column) {
      return "CAST(COALESCE(SUM(" + column + "), 0) AS bigint)";
    }

    @Override
    public @Nullable String sum(String column, String type) {
      return switch (type) {
        case "int8" -> "CAST(SUM(" + column + ") AS bigint)";
        case "numeric", "float4", "float8", "interval" -> "SUM(" + column + ")";
        default -> null;
      };
    }

    @Override
    public @Nullable String average(String sum, String type, String count) {
      String counted = "NULLIF(SUM(" + count + "), 0)";
      return switch (type) {
        case "int8", "numeric" -> "(SUM(" + sum + ") / " + counted + ")";
        case "float8", "interval" ->
            "(SUM(" + sum + ") / CAST(" + counted + " AS double precision))";
        default -> null;
      };
    }
  }
}
