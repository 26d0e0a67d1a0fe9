package io.canopydb.it.tpch;

import io.canopydb.proxy.local.demo.TpchSchema;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a cluster places TPC-H's rows. */
enum TpchLayout {
  /** As the demo does: orders with their items, the small tables everywhere. */
  TOGETHER {
    @Override
    List<String> statements() throws IOException {
      return TpchSchema.statements();
    }
  },

  /** Every table, the small ones too, by a column that no query joins by. */
  APART {
    @Override
    List<String> statements() throws IOException {
      return TpchSchema.plainStatements().stream().map(TpchLayout::apart).toList();
    }
  };

  private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+)");

  /** The keys by which APART places rows; they follow the columns of the primary key. */
  private static final Map<String, String> KEYS =
      Map.of(
          "region", "r_name",
          "nation", "n_name",
          "supplier", "s_name",
          "part", "p_name",
          "partsupp", "ps_availqty",
          "customer", "c_name",
          "orders", "o_orderdate",
          "lineitem", "l_linenumber");

  private static final Map<String, String> PRIMARY_KEYS =
      Map.of(
          "region", "r_regionkey, r_name",
          "nation", "n_nationkey, n_name",
          "supplier", "s_suppkey, s_name",
          "part", "p_partkey, p_name",
          "partsupp", "ps_partkey, ps_suppkey, ps_availqty",
          "customer", "c_custkey, c_name",
          "orders", "o_orderkey, o_orderdate",
          "lineitem", "l_orderkey, l_linenumber");

  /** The statements that make the tables. */
  abstract List<String> statements() throws IOException;

  String database() {
    return "tpch_" + name().toLowerCase(Locale.ROOT);
  }

  private static String apart(String sql) {
    Matcher table = TABLE.matcher(sql);
    if (!table.find()) {
      // an index
      return sql;
    }
    String columns =
        sql.strip()
            .replaceAll(",\\s*PRIMARY KEY \\([^)]*\\)", "")
            .replace(" PRIMARY KEY", "")
            .replaceAll("\\)$", "");
    String name = table.group(1);
    return columns
        + ", PRIMARY KEY ("
        + PRIMARY_KEYS.get(name)
        + "), SHARD KEY ("
        + KEYS.get(name)
        + "))";
  }
}
