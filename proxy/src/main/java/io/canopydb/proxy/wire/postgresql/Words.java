package io.canopydb.proxy.wire.postgresql;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the first word of a statement tells. */
final class Words {
  /** What the engine itself prepares, and so tells the types of parameters of. */
  private static final Set<String> PREPARED =
      Set.of("select", "insert", "update", "delete", "merge", "values", "with", "table", "");

  /** What is created with parameters of its own. */
  private static final Pattern ROUTINE =
      Pattern.compile("(?i)\\b(function|procedure|rule|trigger)\\b");

  /** What may be said in a transaction that has failed. */
  private static final Set<String> ENDING = Set.of("commit", "end", "rollback", "abort", "prepare");

  private static final Pattern DEALLOCATE =
      Pattern.compile(
          "(?i)deallocate\\s+(?:prepare\\s+)?(?:\"((?:[^\"]|\"\")+)\"|([\\w$]+))\\s*;?\\s*$");

  private static final Pattern ALL = Pattern.compile("(?i)\\ball\\b");

  private Words() {}

  /** Whether {@code $1} in it is a parameter that is bound. */
  static boolean takesParameters(String text) {
    return switch (first(text)) {
      case "prepare" -> false;
      case "create" -> !ROUTINE.matcher(text).find();
      default -> true;
    };
  }

  /** Whether PREPARE takes it. */
  static boolean isPreparable(String text) {
    return PREPARED.contains(first(text));
  }

  /** Whether it may follow in a transaction that has failed. */
  static boolean endsFailed(String text) {
    return ENDING.contains(first(text));
  }

  /** The prepared statement that it forgets; empty for all of them, null where it forgets none. */
  static @Nullable String deallocated(String text) {
    String word = first(text);
    if (word.equals("discard")) {
      return ALL.matcher(text).find() ? "" : null;
    }
    if (!word.equals("deallocate")) {
      return null;
    }
    Matcher matcher = DEALLOCATE.matcher(text);
    if (!matcher.find()) {
      return null;
    }
    String quoted = matcher.group(1);
    if (quoted != null) {
      return quoted.replace("\"\"", "\"");
    }
    String name = matcher.group(2).toLowerCase(Locale.ROOT);
    return name.equals("all") ? "" : name;
  }

  /** In small letters; empty where it begins otherwise, as with a bracket. */
  private static String first(String text) {
    int start = 0;
    while (start < text.length()) {
      if (Character.isWhitespace(text.charAt(start))) {
        start++;
      } else if (text.startsWith("--", start)) {
        int end = text.indexOf('\n', start);
        start = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", start)) {
        int end = text.indexOf("*/", start);
        start = end < 0 ? text.length() : end + 2;
      } else {
        break;
      }
    }
    int end = start;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return text.substring(start, end).toLowerCase(Locale.ROOT);
  }
}
