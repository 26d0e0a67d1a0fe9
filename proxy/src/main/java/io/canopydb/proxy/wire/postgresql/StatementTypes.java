package io.canopydb.proxy.wire.postgresql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.canopydb.driver.front.Column;
import io.canopydb.driver.front.NumberedText;
import io.canopydb.driver.session.Session;
import io.canopydb.proxy.wire.postgresql.codec.TypeIds;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which types statements have, as the engine told once. What it told is forgotten after a minute,
 * since types may change. Of one client: leaves have other ids for the types of applications, and a
 * session stays with one leaf. Used by one thread.
 */
final class StatementTypes {
  private static final int MOST = 1_000;
  private static final Duration KEPT = Duration.ofMinutes(1);

  /** Of a second's fraction. */
  private static final int MOST_DIGITS = 6;

  private final Cache<Text, List<Integer>> parameters =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();
  private final Cache<Name, TypeOid> named =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();
  private final Cache<Name, String> names =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

  private record Text(@Nullable String database, String text, List<Integer> declared) {}

  private record Name(@Nullable String database, String name) {}

  private record TypeOid(int oid, int length) {}

  /**
   * The types of a statement's parameters.
   *
   * @param declared those that the client said, 0 for none; may be fewer, or more
   * @param check whether the engine is to be asked what is wrong with the text, even where it need
   *     not tell types
   */
  List<Integer> parameters(
      Session session, NumberedText text, List<Integer> declared, boolean check)
      throws SQLException {
    if (!Words.isPreparable(text.written())) {
      List<Integer> padded = new ArrayList<>(declared);
      while (padded.size() < text.count()) {
        padded.add(TypeIds.UNSPECIFIED);
      }
      return List.copyOf(padded);
    }
    boolean told =
        text.count() == 0
            || (text.count() <= declared.size() && !declared.contains(TypeIds.UNSPECIFIED));
    if (told && !check) {
      return declared;
    }
    Text key = new Text(session.database(), text.written(), declared);
    List<Integer> known = parameters.getIfPresent(key);
    if (known == null) {
      List<String> types = new ArrayList<>();
      for (int type : declared) {
        types.add(type == TypeIds.UNSPECIFIED ? "unknown" : name(session, type));
      }
      if (types.isEmpty() && text.count() > 0) {
        types.add("unknown");
      }
      List<Integer> asked = session.parameterTypes(text.written(), types);
      known = told ? declared : List.copyOf(asked);
      parameters.put(key, known);
    }
    return known;
  }

  /** The name of a type, as SQL has it. */
  String name(Session session, int type) throws SQLException {
    String own = TypeIds.name(type);
    if (own != null) {
      return own.equals("char") ? "\"char\"" : own;
    }
    Name key = new Name(session.database(), Integer.toUnsignedString(type));
    String known = names.getIfPresent(key);
    if (known == null) {
      known = asked(session, "SELECT CAST(CAST(? AS oid) AS regtype)::text", key.name());
      names.put(key, known);
    }
    return known;
  }

  private static String asked(Session session, String question, String value) throws SQLException {
    return session.onShell(
        leaf -> {
          try (PreparedStatement statement = leaf.prepareStatement(question)) {
            statement.setObject(1, value, Types.OTHER);
            try (ResultSet row = statement.executeQuery()) {
              return row.next() ? String.valueOf(row.getString(1)) : "unknown";
            }
          }
        });
  }

  /** Columns as RowDescription has them. */
  List<ResultColumn> columns(Session session, List<Column> columns) throws SQLException {
    List<ResultColumn> all = new ArrayList<>(columns.size());
    for (Column column : columns) {
      Integer own = TypeIds.of(column.typeName());
      TypeOid type =
          own != null ? new TypeOid(own, TypeIds.length(own)) : asked(session, column.typeName());
      all.add(new ResultColumn(column.label(), type.oid(), type.length(), modifier(column, type)));
    }
    return all;
  }

  private TypeOid asked(Session session, String typeName) throws SQLException {
    Name key = new Name(session.database(), typeName);
    TypeOid known = named.getIfPresent(key);
    if (known == null) {
      known =
          session.onShell(
              leaf -> {
                try (PreparedStatement statement =
                    leaf.prepareStatement(
                        "SELECT oid, typlen FROM pg_type WHERE oid = to_regtype(?)")) {
                  statement.setString(1, typeName);
                  try (ResultSet row = statement.executeQuery()) {
                    return row.next()
                        ? new TypeOid((int) row.getLong(1), row.getInt(2))
                        : new TypeOid(TypeIds.TEXT, -1);
                  }
                }
              });
      named.put(key, known);
    }
    return known;
  }

  /** What is said of a type's length or precision; -1 for nothing. */
  private static int modifier(Column column, TypeOid type) {
    int precision = column.precision();
    return switch (type.oid()) {
      case TypeIds.VARCHAR, TypeIds.BPCHAR ->
          precision > 0 && precision < Integer.MAX_VALUE - 4 ? precision + 4 : -1;
      case TypeIds.NUMERIC ->
          precision > 0 ? ((precision << 16) | (column.scale() & 0xffff)) + 4 : -1;
      case TypeIds.BIT -> precision > 0 ? precision : -1;
      case TypeIds.VARBIT -> precision > 0 && precision < Integer.MAX_VALUE ? precision : -1;
      // Six digits are told where none are asked for, too, and are the same.
      case TypeIds.TIME, TypeIds.TIMETZ, TypeIds.TIMESTAMP, TypeIds.TIMESTAMPTZ ->
          column.scale() < MOST_DIGITS ? column.scale() : -1;
      default -> -1;
    };
  }
}
