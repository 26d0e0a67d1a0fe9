package io.canopydb.it.placement;

import io.canopydb.it.pool.PlainServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a MySQL server says of its collations. */
record ServerWeights(Connection connection) {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** The character set of a collation, which is the beginning of its name. */
  static String characterSet(String collation) {
    return collation.substring(0, collation.indexOf('_'));
  }

  boolean pads(String collation) throws SQLException {
    return "PAD SPACE"
        .equals(
            PlainServer.ask(
                connection,
                "SELECT PAD_ATTRIBUTE FROM information_schema.COLLATIONS WHERE COLLATION_NAME = '"
                    + collation
                    + "'"));
  }

  /** WEIGHT_STRING of texts; null for one that the character set cannot hold. */
  List<byte @Nullable []> weights(String collation, List<String> texts) throws SQLException {
    List<byte @Nullable []> all = new ArrayList<>();
    for (int from = 0; from < texts.size(); from += 100) {
      StringBuilder sql = new StringBuilder();
      for (String text : texts.subList(from, Math.min(texts.size(), from + 100))) {
        String converted = expression(collation, text);
        sql.append(sql.isEmpty() ? "SELECT " : " UNION ALL SELECT ")
            .append("IF(CONVERT(")
            .append(converted)
            .append(" USING utf8mb4) COLLATE utf8mb4_0900_bin = _utf8mb4 x'")
            .append(hex(text))
            .append("' COLLATE utf8mb4_0900_bin, HEX(WEIGHT_STRING(")
            .append(converted)
            .append(")), NULL)");
      }
      for (List<@Nullable String> row : PlainServer.rows(connection, sql.toString())) {
        String weights = row.get(0);
        all.add(weights == null ? null : HEX.parseHex(weights));
      }
    }
    return all;
  }

  /** Whether the server finds pairs of texts equal. */
  List<Boolean> equal(String collation, List<String> left, List<String> right) throws SQLException {
    List<Boolean> all = new ArrayList<>();
    for (int from = 0; from < left.size(); from += 100) {
      StringBuilder sql = new StringBuilder();
      for (int i = from; i < Math.min(left.size(), from + 100); i++) {
        sql.append(sql.isEmpty() ? "SELECT " : " UNION ALL SELECT ")
            .append(expression(collation, left.get(i)))
            .append(" = ")
            .append(expression(collation, right.get(i)));
      }
      for (List<@Nullable String> row : PlainServer.rows(connection, sql.toString())) {
        all.add("1".equals(row.get(0)));
      }
    }
    return all;
  }

  /** The text in the collation's character set, under the collation. */
  private static String expression(String collation, String text) {
    return "(CONVERT(_utf8mb4 x'"
        + hex(text)
        + "' USING "
        + characterSet(collation)
        + ") COLLATE "
        + collation
        + ")";
  }

  private static String hex(String text) {
    return HEX.formatHex(text.getBytes(StandardCharsets.UTF_8)).toUpperCase(Locale.ROOT);
  }
}
