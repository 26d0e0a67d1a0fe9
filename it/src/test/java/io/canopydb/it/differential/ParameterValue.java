package io.canopydb.it.differential;

import io.canopydb.metadata.model.Engine;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A typed parameter of a script, written as {@code 5}, {@code 5L}, {@code 1.50}, {@code 2.5d},
 * {@code 'text'}, {@code true}, {@code null}, {@code null int}, {@code date '2024-01-31'}, {@code
 * time '10:00:00'}, {@code timestamp '2024-01-31 10:00:00'}, {@code localdate '...'}, {@code
 * localdatetime '2024-01-31T10:00'}, {@code bytes 'cafe'} or {@code uuid '...'}.
 */
final class ParameterValue {
  private static final Pattern ONE =
      Pattern.compile(
          "\\s*(?:(?<word>[a-z]+)\\s*)?(?:(?<text>'(?:[^']|'')*')|(?<number>-?[0-9][0-9.eE]*[Ld]?)"
              + "|(?<type>[a-z]+))?\\s*(?:,|$)");

  private final @Nullable Object value;
  private final int sqlType;

  private ParameterValue(@Nullable Object value, int sqlType) {
    this.value = value;
    this.sqlType = sqlType;
  }

  /** Reads a list of them. */
  static List<ParameterValue> list(String text) {
    List<ParameterValue> values = new ArrayList<>();
    Matcher matcher = ONE.matcher(text.strip());
    int end = text.strip().length();
    while (matcher.regionStart() < end) {
      if (!matcher.lookingAt()) {
        throw new IllegalArgumentException("no parameters: " + text);
      }
      values.add(one(matcher));
      matcher.region(matcher.end(), end);
    }
    return values;
  }

  private static ParameterValue one(Matcher matcher) {
    String word = matcher.group("word");
    String quoted = matcher.group("text");
    String number = matcher.group("number");
    if (number != null) {
      return new ParameterValue(number(number), Types.OTHER);
    }
    if (quoted != null) {
      String text = quoted.substring(1, quoted.length() - 1).replace("''", "'");
      return new ParameterValue(word == null ? text : typed(word, text), Types.OTHER);
    }
    return switch (word == null ? "" : word) {
      case "true" -> new ParameterValue(true, Types.OTHER);
      case "false" -> new ParameterValue(false, Types.OTHER);
      case "null" -> new ParameterValue(null, nullType(matcher.group("type")));
      default -> throw new IllegalArgumentException("no parameter: " + matcher.group());
    };
  }

  private static Object number(String text) {
    if (text.endsWith("L")) {
      return Long.valueOf(text.substring(0, text.length() - 1));
    }
    if (text.endsWith("d")) {
      return Double.valueOf(text.substring(0, text.length() - 1));
    }
    return text.contains(".") ? new BigDecimal(text) : (Object) Integer.valueOf(text);
  }

  private static Object typed(String word, String text) {
    return switch (word) {
      case "date" -> Date.valueOf(text);
      case "time" -> Time.valueOf(text);
      case "timestamp" -> Timestamp.valueOf(text);
      case "localdate" -> LocalDate.parse(text);
      case "localdatetime" -> LocalDateTime.parse(text);
      case "bytes" -> HexFormat.of().parseHex(text);
      case "uuid" -> UUID.fromString(text);
      default -> throw new IllegalArgumentException("no type of parameters: " + word);
    };
  }

  private static int nullType(@Nullable String name) {
    return switch (name == null ? "" : name) {
      case "" -> Types.NULL;
      case "int" -> Types.INTEGER;
      case "bigint" -> Types.BIGINT;
      case "varchar" -> Types.VARCHAR;
      case "decimal" -> Types.DECIMAL;
      case "date" -> Types.DATE;
      default -> throw new IllegalArgumentException("no type of NULL: " + name);
    };
  }

  @Nullable Object value() {
    return value;
  }

  void bind(PreparedStatement statement, int index) throws SQLException {
    if (value == null) {
      statement.setNull(index, sqlType);
    } else if (value instanceof String text) {
      statement.setString(index, text);
    } else if (value instanceof Integer number) {
      statement.setInt(index, number);
    } else if (value instanceof Long number) {
      statement.setLong(index, number);
    } else if (value instanceof byte[] bytes) {
      statement.setBytes(index, bytes);
    } else {
      statement.setObject(index, value);
    }
  }

  /** The same value as SQL text. */
  String literal(Engine engine) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof byte[] bytes) {
      String hex = HexFormat.of().formatHex(bytes);
      return switch (engine) {
        case MYSQL -> "X'" + hex + "'";
        case POSTGRESQL -> "'\\x" + hex + "'::bytea";
      };
    }
    if (value instanceof Date || value instanceof LocalDate) {
      return "DATE '" + value + "'";
    }
    if (value instanceof Time) {
      return "TIME '" + value + "'";
    }
    if (value instanceof Timestamp time) {
      return "TIMESTAMP '" + time + "'";
    }
    if (value instanceof LocalDateTime time) {
      return "TIMESTAMP '" + Timestamp.valueOf(time) + "'";
    }
    if (value instanceof Double number) {
      return String.format(Locale.ROOT, "%se0", number);
    }
    if (value instanceof String || value instanceof UUID) {
      String doubled = value.toString().replace("'", "''");
      return switch (engine) {
        case MYSQL -> "'" + doubled.replace("\\", "\\\\") + "'";
        case POSTGRESQL -> "'" + doubled + "'";
      };
    }
    return value.toString();
  }

  @Override
  public String toString() {
    return value == null ? "NULL" : value + ":" + value.getClass().getSimpleName();
  }
}
