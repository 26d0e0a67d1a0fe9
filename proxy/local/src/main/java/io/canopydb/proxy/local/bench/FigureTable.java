package io.canopydb.proxy.local.bench;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Figures as a table for people. */
final class FigureTable {
  private FigureTable() {}

  static String of(List<Figure> figures) {
    List<ColumnData<Figure>> columns =
        List.of(
            column("statement", HorizontalAlign.LEFT, Figure::statement),
            column("threads", HorizontalAlign.RIGHT, f -> Integer.toString(f.threads())),
            column("against", HorizontalAlign.LEFT, Figure::against),
            column("canopy/s", HorizontalAlign.RIGHT, f -> number(f.canopy().perSecond())),
            column("direct/s", HorizontalAlign.RIGHT, f -> number(f.direct().perSecond())),
            column("ratio", HorizontalAlign.RIGHT, f -> ratio(f.ratio())),
            column(
                "of rounds",
                HorizontalAlign.RIGHT,
                f -> ratio(f.lowest()) + " to " + ratio(f.highest())),
            column("canopy p99", HorizontalAlign.RIGHT, f -> number(f.canopy().slowMicros())),
            column("direct p99", HorizontalAlign.RIGHT, f -> number(f.direct().slowMicros())),
            column("canopy us", HorizontalAlign.RIGHT, f -> number(f.canopy().cpuMicros())),
            column("direct us", HorizontalAlign.RIGHT, f -> number(f.direct().cpuMicros())),
            column("canopy KB", HorizontalAlign.RIGHT, f -> number(f.canopy().kilobytes())),
            column("direct KB", HorizontalAlign.RIGHT, f -> number(f.direct().kilobytes())));
    return AsciiTable.builder()
        .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER)
        .data(figures, columns)
        .asString();
  }

  private static ColumnData<Figure> column(
      String header, HorizontalAlign align, Function<Figure, String> text) {
    return new Column()
        .header(header)
        .headerAlign(HorizontalAlign.LEFT)
        .dataAlign(align)
        .with(text);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%,.1f" : "%,.0f", value);
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }
}
