package io.canopydb.driver.ddl;

import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Engine;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which changes of a shard key column's type leave every value in its partition: those that only
 * make room. Everything else could round, cut or convert values, whose rows would then lie in the
 * wrong partition.
 */
final class KeyWidening {
  private static final Pattern TEXT = Pattern.compile("(varchar|character varying)\\((\\d+)\\)");

  /** Integer types with the bits of their range; each holds all those before it. */
  private static final Map<String, Integer> INTEGERS =
      Map.ofEntries(
          Map.entry("tinyint", 8),
          Map.entry("smallint", 16),
          Map.entry("mediumint", 24),
          Map.entry("int", 32),
          Map.entry("integer", 32),
          Map.entry("bigint", 64));

  private static final List<String> UNBOUNDED = List.of("character varying", "text");

  private KeyWidening() {}

  static boolean keepsValues(Engine engine, Column before, Column after) {
    String old = type(before);
    String now = type(after);
    if (!Objects.equals(before.collation(), after.collation())) {
      return false;
    }
    if (old.equals(now)) {
      return true;
    }
    Integer oldBits = INTEGERS.get(old.replace(" unsigned", ""));
    Integer nowBits = INTEGERS.get(now.replace(" unsigned", ""));
    if (oldBits != null && nowBits != null) {
      boolean oldSigned = !old.endsWith(" unsigned");
      boolean nowSigned = !now.endsWith(" unsigned");
      return oldSigned == nowSigned ? nowBits >= oldBits : nowSigned && nowBits > oldBits;
    }
    Matcher oldText = TEXT.matcher(old);
    Matcher nowText = TEXT.matcher(now);
    if (oldText.matches() && nowText.matches()) {
      return Integer.parseInt(nowText.group(2)) >= Integer.parseInt(oldText.group(2));
    }
    return engine == Engine.POSTGRESQL
        && (oldText.matches() || UNBOUNDED.contains(old))
        && UNBOUNDED.contains(now);
  }

  /** MySQL shows a display width in some integer types of some versions. */
  private static String type(Column column) {
    return column
        .type()
        .toLowerCase(Locale.ROOT)
        .replaceAll("^(tinyint|smallint|mediumint|int|bigint)\\(\\d+\\)", "$1")
        .replace(" zerofill", "");
  }
}
