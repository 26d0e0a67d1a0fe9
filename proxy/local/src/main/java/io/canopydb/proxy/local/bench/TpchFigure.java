package io.canopydb.proxy.local.bench;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * How long a query took.
 *
 * @param rows of its result
 * @param serverMillis the median on one server that holds all rows
 * @param canopyMillis the median over Canopy
 */
record TpchFigure(String query, int rows, double serverMillis, double canopyMillis) {

  /** How many times as fast Canopy is. */
  double ratio() {
    return serverMillis / canopyMillis;
  }

  /** Figures for people. */
  static String table(List<TpchFigure> figures) {
    return AsciiTable.builder()
        .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER)
        .data(
            figures,
            List.of(
                new Column().header("query").with(TpchFigure::query),
                right("rows", f -> Integer.toString(f.rows())),
                right("one server ms", f -> number(f.serverMillis())),
                right("canopy ms", f -> number(f.canopyMillis())),
                right("ratio", f -> String.format(Locale.ROOT, "%.2f", f.ratio()))))
        .asString();
  }

  private static ColumnData<TpchFigure> right(String header, Function<TpchFigure, String> text) {
    return new Column().header(header).dataAlign(HorizontalAlign.RIGHT).with(text);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.1f", value);
  }
}
