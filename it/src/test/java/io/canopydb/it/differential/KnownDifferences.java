package io.canopydb.it.differential;

import io.canopydb.it.differential.KnownDifference.Kind;
import io.canopydb.metadata.model.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The statements that are known to differ: the debt, in the open. A difference that is not listed
 * fails the test, and so does another one of a listed statement, and an entry that is no longer so.
 * {@code RunCorpus ENGINE -update} writes the list anew; it keeps kinds and reasons, and whoever
 * runs it gives both to what is new.
 */
record KnownDifferences(List<KnownDifference> entries) {
  private static final String UNTOLD = "?";
  private static final String HEAD =
      """
      # Statements that still differ from the plain server. KnownDifferences says how this is read, and written anew.

      """;

  KnownDifferences {
    entries = List.copyOf(entries);
  }

  /**
   * What a run of a script comes to.
   *
   * @param stale entries of which some difference was not seen
   */
  record Verdict(List<Difference> unlisted, List<KnownDifference> stale) {}

  /** The name of an engine's list. */
  static String file(Engine engine) {
    return "differential/known-" + engine.name().toLowerCase(Locale.ROOT) + ".txt";
  }

  static KnownDifferences of(Engine engine) {
    String name = "/" + file(engine);
    try (InputStream in = KnownDifferences.class.getResourceAsStream(name)) {
      return parse(
          new String(
              Objects.requireNonNull(in, name + " is missing").readAllBytes(),
              StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads entries, each ended by an empty line. Lines that begin with # say something. */
  static KnownDifferences parse(String text) {
    List<KnownDifference> entries = new ArrayList<>();
    List<String> block = new ArrayList<>();
    for (String line : (text + "\n\n").lines().toList()) {
      if (line.startsWith("#")) {
        continue;
      }
      if (!line.isBlank()) {
        block.add(line);
      } else if (!block.isEmpty()) {
        entries.add(entry(block));
        block.clear();
      }
    }
    return new KnownDifferences(entries);
  }

  private static KnownDifference entry(List<String> block) {
    String[] head = block.get(0).split(" #", 2);
    List<String> sql = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    Map<String, String> words = new HashMap<>();
    for (String line : block.subList(1, block.size())) {
      int colon = line.indexOf(": ");
      if (line.startsWith("  |")) {
        sql.add(line.substring(Math.min(4, line.length())));
      } else if (line.startsWith("  seen: ")) {
        seen.add(line.substring(colon + 2).strip());
      } else if (colon > 0) {
        words.put(line.substring(0, colon).strip(), line.substring(colon + 2).strip());
      } else {
        throw new IllegalArgumentException("no line of a known difference: " + line);
      }
    }
    String kind = Objects.requireNonNull(words.get("kind"), () -> "no kind: " + block);
    return new KnownDifference(
        head[0].strip(),
        head.length == 1 ? 1 : Integer.parseInt(head[1].strip()),
        String.join("\n", sql),
        Kind.valueOf(kind.toUpperCase(Locale.ROOT).replace(' ', '_')),
        Objects.requireNonNull(words.get("reason"), () -> "no reason: " + block),
        seen);
  }

  /** What of this script's differences is not listed, and what is listed and was not seen. */
  Verdict judge(Script script, List<Difference> differences) {
    IdentityHashMap<ScriptStatement, Integer> numbers = numbers(script);
    List<Difference> unlisted = new ArrayList<>();
    Map<KnownDifference, Set<String>> found = new LinkedHashMap<>();
    entries.stream()
        .filter(entry -> entry.script().equals(script.name()))
        .forEach(entry -> found.put(entry, new LinkedHashSet<>()));
    for (Difference difference : differences) {
      Optional<KnownDifference> entry = entry(script, numbers, difference.statement());
      if (entry.isPresent() && entry.get().covers(difference.finding())) {
        found.get(entry.get()).add(difference.finding().seen());
      } else {
        unlisted.add(difference);
      }
    }
    return new Verdict(
        unlisted,
        found.keySet().stream()
            .filter(entry -> !found.get(entry).equals(entry.seen()) || entry.seen().isEmpty())
            .toList());
  }

  /**
   * What of this script's differences no entry allows, of whatever print: of a run through another
   * front, which sees less of values.
   */
  List<Difference> besides(Script script, List<Difference> differences) {
    IdentityHashMap<ScriptStatement, Integer> numbers = numbers(script);
    return differences.stream()
        .filter(
            difference ->
                entry(script, numbers, difference.statement())
                    .filter(entry -> entry.kind().allows(difference.finding().what()))
                    .isEmpty())
        .toList();
  }

  /** With the entries that this script's differences come to; kinds and reasons are kept. */
  KnownDifferences updated(Script script, List<Difference> differences) {
    IdentityHashMap<ScriptStatement, Integer> numbers = numbers(script);
    IdentityHashMap<ScriptStatement, List<Finding>> found = new IdentityHashMap<>();
    differences.forEach(
        one -> found.computeIfAbsent(one.statement(), key -> new ArrayList<>()).add(one.finding()));
    List<KnownDifference> updated =
        new ArrayList<>(
            entries.stream().filter(entry -> !entry.script().equals(script.name())).toList());
    for (ScriptStatement statement : script.statements()) {
      List<Finding> findings = found.getOrDefault(statement, List.of());
      if (findings.isEmpty()) {
        continue;
      }
      Optional<KnownDifference> old =
          entry(script, numbers, statement)
              .filter(entry -> findings.stream().allMatch(one -> entry.kind().allows(one.what())));
      updated.add(
          new KnownDifference(
              script.name(),
              numbers.get(statement),
              statement.text(),
              old.map(KnownDifference::kind)
                  .orElseGet(() -> Kind.suggestedFor(findings.get(0).what())),
              old.map(KnownDifference::reason).orElse(UNTOLD),
              Set.copyOf(findings.stream().map(Finding::seen).distinct().toList())));
    }
    return new KnownDifferences(updated);
  }

  /** Writes the list into the sources. */
  void write(Engine engine) throws IOException {
    Files.writeString(Path.of("src/test/resources", file(engine)), text());
  }

  String text() {
    return entries.stream()
        .sorted(Comparator.comparing(KnownDifference::script))
        .map(KnownDifference::toString)
        .collect(Collectors.joining("\n", HEAD, ""));
  }

  /** Entries that name no statement, are of no kind that fits, or say no reason. */
  List<KnownDifference> strayFrom(List<Script> scripts) {
    return entries.stream()
        .filter(entry -> entry.reason().equals(UNTOLD) || !isIn(entry, scripts))
        .toList();
  }

  private static boolean isIn(KnownDifference entry, List<Script> scripts) {
    return scripts.stream()
        .anyMatch(
            script ->
                numbers(script).entrySet().stream()
                    .anyMatch(
                        one -> entry.names(script.name(), one.getValue(), one.getKey().text())));
  }

  private Optional<KnownDifference> entry(
      Script script, IdentityHashMap<ScriptStatement, Integer> numbers, ScriptStatement statement) {
    int number = numbers.get(statement);
    return entries.stream()
        .filter(entry -> entry.names(script.name(), number, statement.text()))
        .findFirst();
  }

  /** The number of each statement among those of the same text. */
  private static IdentityHashMap<ScriptStatement, Integer> numbers(Script script) {
    Map<String, Integer> counts = new HashMap<>();
    IdentityHashMap<ScriptStatement, Integer> numbers = new IdentityHashMap<>();
    for (ScriptStatement statement : script.statements()) {
      numbers.put(statement, counts.merge(statement.text(), 1, Integer::sum));
    }
    return numbers;
  }
}
