package io.canopydb.driver.analyse;

import java.util.Locale;
import java.util.Set;
import net.sf.jsqlparser.expression.Function;

/**
 * The names of aggregate functions.
 *
 * @param names all that the engine has, its users' own included, in lower case
 */
public record Aggregates(Set<String> names) {

  /** MySQL's; loadable ones are not used where Canopy plans. */
  public static final Aggregates MYSQL =
      new Aggregates(
          Set.of(
              "avg",
              "bit_and",
              "bit_or",
              "bit_xor",
              "count",
              "group_concat",
              "json_arrayagg",
              "json_objectagg",
              "max",
              "min",
              "std",
              "stddev",
              "stddev_pop",
              "stddev_samp",
              "sum",
              "var_pop",
              "var_samp",
              "variance",
              "any_value",
              "st_collect",
              "grouping"));

  public Aggregates {
    names = Set.copyOf(names);
  }

  /** Whether a function without OVER is an aggregate. */
  public boolean contains(Function function) {
    String name = function.getName();
    String last = name.substring(name.lastIndexOf('.') + 1).replace("\"", "").replace("`", "");
    return names.contains(last.toLowerCase(Locale.ROOT));
  }
}
