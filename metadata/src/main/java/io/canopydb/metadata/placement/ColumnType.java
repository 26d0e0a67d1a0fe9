package io.canopydb.metadata.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type text of an engine's catalogue, taken apart: {@code decimal(10,2) unsigned} is the name
 * {@code decimal}, the arguments 10 and 2 and the attribute {@code unsigned}; {@code timestamp(3)
 * without time zone} is the name {@code timestamp} and the attribute {@code without time zone}.
 *
 * @param name in lower case, with single blanks; the whole text where it has another form
 * @param arguments the whole numbers in brackets
 * @param attributes what follows, in lower case
 */
record ColumnType(String name, List<Integer> arguments, String attributes) {
  private static final Pattern FORM =
      Pattern.compile(
          "(\"?[a-z_][a-z0-9_]*\"?(?: varying| precision)?)"
              + "(?: ?\\( ?(-?[0-9]{1,6})(?: ?, ?(-?[0-9]{1,6}))? ?\\))?"
              + "((?: [a-z]+)*)");

  static ColumnType parse(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    Matcher parts = FORM.matcher(lower);
    if (!parts.matches()) {
      return new ColumnType(lower, List.of(), "");
    }
    List<Integer> arguments = new ArrayList<>(2);
    for (int group = 2; group <= 3; group++) {
      if (parts.group(group) != null) {
        arguments.add(Integer.valueOf(parts.group(group)));
      }
    }
    return new ColumnType(parts.group(1), List.copyOf(arguments), parts.group(4).strip());
  }

  int argument(int index, int otherwise) {
    return index < arguments.size() ? arguments.get(index) : otherwise;
  }

  /** Whether one of the attributes is this word. */
  boolean has(String attribute) {
    return (" " + attributes + " ").contains(" " + attribute + " ");
  }
}
