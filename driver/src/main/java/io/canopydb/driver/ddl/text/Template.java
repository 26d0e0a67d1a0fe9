package io.canopydb.driver.ddl.text;

import io.canopydb.driver.dialect.Dialect;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a statement with gaps where a namespace stands, so that one text serves the shell and
 * every partition. Immutable.
 *
 * @param pieces in order; no two texts follow each other
 */
public record Template(List<Piece> pieces) {

  /** A part of the text. */
  public sealed interface Piece permits Text, Slot {}

  /** Text that is the same at every place. */
  public record Text(String sql) implements Piece {}

  /** A gap. */
  public enum Slot implements Piece {
    /** The namespace of the place that the statement runs at. */
    PLACE,
    /** The namespace of the shell on the same leaf. */
    SHELL
  }

  public Template {
    pieces = List.copyOf(pieces);
  }

  /** A text without gaps. */
  public static Template of(String sql) {
    return new Template(List.of(new Text(sql)));
  }

  /** A statement on one object of a place: {@code before namespace.name after}. */
  public static Template onPlace(Dialect dialect, String before, String name, String after) {
    return new Template(
        List.of(new Text(before), Slot.PLACE, new Text("." + dialect.quoteName(name) + after)));
  }

  /** The statement for one place; namespaces are given without quotes. */
  public String at(Dialect dialect, String place, String shell) {
    StringBuilder sql = new StringBuilder();
    for (Piece piece : pieces) {
      if (piece instanceof Text text) {
        sql.append(text.sql());
      } else if (piece instanceof Slot slot) {
        sql.append(
            dialect.quoteName(
                switch (slot) {
                  case PLACE -> place;
                  case SHELL -> shell;
                }));
      }
    }
    return sql.toString();
  }

  /** Collects pieces. */
  static final class Builder {
    private final List<Piece> pieces = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    Builder text(String sql) {
      text.append(sql);
      return this;
    }

    Builder slot(Slot slot) {
      flush();
      pieces.add(slot);
      return this;
    }

    Template build() {
      flush();
      return new Template(pieces);
    }

    private void flush() {
      if (!text.isEmpty()) {
        pieces.add(new Text(text.toString()));
        text.setLength(0);
      }
    }
  }
}
