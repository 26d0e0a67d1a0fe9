package io.canopydb.proxy.local.demo;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query of TPC-H.
 *
 * @param name {@code Q1} to {@code Q22}
 */
public record TpchQuery(String name, String sql) {
  private static final Pattern QUERY = Pattern.compile("(?s)-- (Q\\d+)\\R(.*?);\\R");

  /** By the specification; it is divided by the scale. */
  private static final BigDecimal FRACTION = new BigDecimal("0.0001");

  /** The 22 queries for the data of a scale. */
  public static List<TpchQuery> all(double scale) throws IOException {
    try (InputStream in = TpchQuery.class.getResourceAsStream("tpch-queries.sql")) {
      if (in == null) {
        throw new IOException("tpch-queries.sql is missing from canopy-local");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      BigDecimal fraction = FRACTION.divide(BigDecimal.valueOf(scale), 10, RoundingMode.HALF_UP);
      List<TpchQuery> queries = new ArrayList<>();
      Matcher query = QUERY.matcher(text);
      while (query.find()) {
        queries.add(
            new TpchQuery(
                query.group(1), query.group(2).replace(":fraction", fraction.toPlainString())));
      }
      return List.copyOf(queries);
    }
  }
}
