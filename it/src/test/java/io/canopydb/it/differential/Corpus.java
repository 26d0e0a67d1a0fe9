package io.canopydb.it.differential;

import io.canopydb.metadata.model.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** The scripts on the class path. */
final class Corpus {

  private Corpus() {}

  /** Those of one engine: its own and the common ones. */
  static List<Script> of(Engine engine) {
    List<Script> scripts = new ArrayList<>();
    for (String folder : List.of("common", engine.name().toLowerCase(Locale.ROOT))) {
      scripts.addAll(below(folder));
    }
    return scripts;
  }

  static Script read(Path file, String name) {
    try {
      return ScriptReader.read(name, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Script> below(String folder) {
    URL url =
        Objects.requireNonNull(
            Corpus.class.getResource("/differential/" + folder), "no corpus " + folder);
    try {
      Path root = Path.of(url.toURI());
      try (Stream<Path> files = Files.walk(root)) {
        return files
            .filter(file -> file.toString().endsWith(".sql"))
            .sorted()
            .map(file -> read(file, folder + "/" + root.relativize(file)))
            .toList();
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
