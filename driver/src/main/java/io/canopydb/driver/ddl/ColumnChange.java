package io.canopydb.driver.ddl;

import io.canopydb.driver.ddl.MySqlTable.Column;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a change of a MySQL column's definition does to values. Where it is not known to keep them,
 * it is taken to bend them.
 */
final class ColumnChange {
  /** A type's name, what stands in its brackets, and what follows. */
  private static final Pattern TYPE = Pattern.compile("([a-z ]+?)(?:\\((.*)\\))?( .*)?");

  private static final Map<String, Integer> INTEGERS =
      Map.of("tinyint", 1, "smallint", 2, "mediumint", 3, "int", 4, "bigint", 8);

  private static final List<List<String>> GROWING =
      List.of(
          List.of("tinytext", "text", "mediumtext", "longtext"),
          List.of("tinyblob", "blob", "mediumblob", "longblob"));

  /** Character sets whose every character utf8mb4 has at the same place of Unicode. */
  private static final Set<String> IN_UTF8MB4 = Set.of("ascii", "latin1", "utf8mb3", "utf8");

  private ColumnChange() {}

  /** Whether each value that came through is itself again when the old definition is given back. */
  static boolean keepsValues(Column before, Column after, boolean strict) {
    if (after.isGenerated() || before.isGenerated()) {
      return before.isGenerated(); // computed anew
    }
    return (strict || !before.nullable() || after.nullable())
        && (before.charset().equals(after.charset())
            || (IN_UTF8MB4.contains(before.charset()) && after.charset().equals("utf8mb4")))
        && growsTo(before.type(), after.type());
  }

  private static boolean growsTo(String before, String after) {
    if (before.equals(after)) {
      return true;
    }
    for (List<String> order : GROWING) {
      if (order.contains(before) && order.indexOf(after) > order.indexOf(before)) {
        return true;
      }
    }
    Matcher old = TYPE.matcher(before.toLowerCase(Locale.ROOT).replace(" zerofill", ""));
    Matcher now = TYPE.matcher(after.toLowerCase(Locale.ROOT).replace(" zerofill", ""));
    if (!old.matches() || !now.matches()) {
      return false;
    }
    String name = old.group(1);
    boolean sameTail = String.valueOf(old.group(3)).equals(String.valueOf(now.group(3)));
    if (INTEGERS.containsKey(name) && INTEGERS.containsKey(now.group(1))) {
      return sameTail && INTEGERS.get(now.group(1)) >= INTEGERS.get(name);
    }
    if (!name.equals(now.group(1)) || !sameTail) {
      return false;
    }
    return switch (name) {
      case "varchar", "varbinary", "datetime", "timestamp", "time" ->
          number(now.group(2)) >= number(old.group(2));
      case "decimal" -> decimalGrows(old.group(2), now.group(2));
      case "enum", "set" -> listGrows(before, after);
      default -> false;
    };
  }

  private static int number(String brackets) {
    return brackets == null ? 0 : Integer.parseInt(brackets);
  }

  private static boolean decimalGrows(String before, String after) {
    String[] old = before.split(",", -1);
    String[] now = after.split(",", -1);
    int oldScale = Integer.parseInt(old[1]);
    int nowScale = Integer.parseInt(now[1]);
    return nowScale >= oldScale
        && Integer.parseInt(now[0]) - nowScale >= Integer.parseInt(old[0]) - oldScale;
  }

  /** Whether a list only got more values behind those that it had. */
  private static boolean listGrows(String before, String after) {
    return after.startsWith(before.substring(0, before.length() - 1) + ",");
  }

  /** Whether rows may stand in the way of a change. */
  static boolean rowsMayRefuse(Column before, Column after) {
    return !before.type().equals(after.type())
        || !before.charset().equals(after.charset())
        || (before.nullable() && !after.nullable())
        || !before.expression().equals(after.expression());
  }

  /** Whether rows may stand in the way of a new column: 0000-00-00 is no date in strict mode. */
  static boolean rowsMayRefuse(Column added) {
    boolean hasNoZero = added.type().matches("(date|time|geom|point|line|poly|multi|json).*");
    return added.isGenerated()
        || added.fallback().startsWith("=")
        || (!added.nullable() && added.fallback().isEmpty() && hasNoZero);
  }
}
