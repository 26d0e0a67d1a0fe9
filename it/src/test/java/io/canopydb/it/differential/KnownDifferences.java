package io.canopydb.it.differential;

import io.canopydb.metadata.model.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The statements that are known to differ and still to be mended: the debt, in the open. A
 * difference that is not listed fails the test; whoever mends one takes its line out.
 *
 * @param places {@code file:line} of statements
 */
record KnownDifferences(Set<String> places) {

  static KnownDifferences of(Engine engine) {
    String name = "/differential/known-" + engine.name().toLowerCase(Locale.ROOT) + ".txt";
    try (InputStream in = KnownDifferences.class.getResourceAsStream(name)) {
      String text =
          new String(
              Objects.requireNonNull(in, name + " is missing").readAllBytes(),
              StandardCharsets.UTF_8);
      return new KnownDifferences(
          text.lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .collect(Collectors.toSet()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean contains(Difference difference) {
    return places.contains(difference.file() + ":" + difference.line());
  }
}
