package io.canopydb.proxy.local.demo;

import io.canopydb.metadata.model.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The tables of TPC-H as Canopy lays them out. */
public final class TpchSchema {

  private static final Pattern END = Pattern.compile(";\\s*");
  private static final Pattern COMMENT = Pattern.compile("(?m)^--.*\\R");

  private static final Pattern SHARD_KEY = Pattern.compile(",\\s*SHARD KEY \\([^)]*\\)");

  /** Those that are read by nobody else first. */
  private static final List<String> TABLES =
      List.of("lineitem", "orders", "customer", "partsupp", "part", "supplier", "nation", "region");

  private TpchSchema() {}

  /** The statements that make the tables, in an order that works. */
  public static List<String> statements() throws IOException {
    try (InputStream in = TpchSchema.class.getResourceAsStream("tpch.sql")) {
      if (in == null) {
        throw new IOException("tpch.sql is missing from canopy-local");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(END.split(COMMENT.matcher(text).replaceAll("")))
          .filter(statement -> !statement.isBlank())
          .toList();
    }
  }

  /** Likewise for one server that is no cluster. */
  public static List<String> plainStatements() throws IOException {
    return statements().stream()
        .map(sql -> sql.replace("CREATE REFERENCE TABLE", "CREATE TABLE"))
        .map(sql -> SHARD_KEY.matcher(sql).replaceAll(""))
        .toList();
  }

  /** The statement by which servers count what the tables hold. */
  public static String analyze(Engine engine) {
    return switch (engine) {
      case MYSQL -> "ANALYZE TABLE " + String.join(", ", TABLES);
      case POSTGRESQL -> "ANALYZE " + String.join(", ", TABLES);
    };
  }

  /** Makes the tables anew, empty. Such of them as are there are dropped with their rows. */
  static void create(Connection connection) throws SQLException, IOException {
    List<String> all = new ArrayList<>();
    for (String table : TABLES) {
      all.add("DROP TABLE IF EXISTS " + table);
    }
    all.addAll(statements());
    try (Statement statement = connection.createStatement()) {
      for (String sql : all) {
        statement.execute(sql);
      }
    }
  }
}
