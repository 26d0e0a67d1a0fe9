package io.canopydb.it.differential;

import io.canopydb.metadata.model.Engine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs scripts by hand: {@code RunScript PLAIN CANOPY [FILE|WORD ...]}. PLAIN and CANOPY are JDBC
 * URLs; or PLAIN is {@code mysql} or {@code postgresql}, and CANOPY {@code canopy}, for servers
 * that it starts by itself. A word chooses the scripts of the corpus whose names contain it; no
 * word chooses all. CANOPY may be a plain server too ({@code plain}), which shows whether the
 * scripts themselves are sound. {@code -update} among the words writes the list of known
 * differences anew, of the scripts that are run; it has to be called in the folder of this module.
 * {@code -front} runs them through the front of {@link FrontClient} instead of JDBC.
 */
public final class RunScript {

  private static final String UPDATE = "-update";
  private static final String FRONT = "-front";

  private RunScript() {}

  public static void main(String[] arguments) {
    ended(() -> run(arguments));
  }

  /** A run; whether nothing differed. */
  interface Run {
    boolean all() throws SQLException, IOException;
  }

  /** Ends the process with what a run came to: threads of test servers would keep it alive. */
  static void ended(Run run) {
    int code = 2;
    try {
      code = run.all() ? 0 : 1;
    } catch (SQLException | IOException | RuntimeException | Error e) {
      System.err.println("the run ended by " + e);
    }
    System.exit(code);
  }

  static boolean run(String[] arguments) throws SQLException, IOException {
    boolean urls = arguments[0].startsWith("jdbc:");
    Engine engine =
        urls ? engine(arguments[0]) : Engine.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    Target plain = urls ? new Target(arguments[0], engine) : TestTargets.plain(engine);
    Target canopy =
        switch (arguments[1]) {
          case "plain" -> TestTargets.otherPlain(engine);
          case "canopy" -> TestTargets.canopy(engine);
          default -> new Target(arguments[1], engine);
        };
    PrintStream out = System.out;
    KnownDifferences known =
        arguments[1].equals("plain")
            ? new KnownDifferences(List.of())
            : KnownDifferences.of(engine);
    int differences = 0;
    int statements = 0;
    List<String> words = new ArrayList<>(List.of(arguments).subList(2, arguments.length));
    boolean update = words.remove(UPDATE);
    boolean front = words.remove(FRONT);
    for (Script script : scripts(engine, words)) {
      try (DifferentialRun run =
          front
              ? FrontClient.run(script, plain, canopy)
              : new DifferentialRun(script, plain, canopy)) {
        DifferentialRun.Report report = run.run();
        if (update) {
          known = known.updated(script, report.differences());
        }
        KnownDifferences.Verdict verdict =
            front
                ? new KnownDifferences.Verdict(
                    known.besides(script, report.differences()), List.of())
                : known.judge(script, report.differences());
        verdict.unlisted().forEach(out::println);
        verdict.stale().forEach(entry -> out.println("no longer so:\n" + entry));
        out.printf(
            Locale.ROOT,
            "== %s: %d statements, %d executions, %d differences besides %d that are listed, %d"
                + " refused; plain %d ms, canopy %d ms, slowest %s%n",
            script.name(),
            script.statements().size(),
            report.executions(),
            verdict.unlisted().size() + verdict.stale().size(),
            report.differences().size() - verdict.unlisted().size(),
            report.refusals(),
            report.plainNanos() / 1_000_000,
            report.canopyNanos() / 1_000_000,
            report.slowest());
        differences += verdict.unlisted().size() + verdict.stale().size();
        statements += script.statements().size();
      } catch (SQLException e) {
        out.println("== " + script.name() + " could not be run: " + e);
        differences++;
      }
    }
    out.printf(Locale.ROOT, "%d statements, %d differences%n", statements, differences);
    if (update) {
      known.write(engine);
    }
    out.flush();
    return differences == 0;
  }

  private static Engine engine(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      String product = connection.getMetaData().getDatabaseProductName();
      return product.equals("MySQL") ? Engine.MYSQL : Engine.POSTGRESQL;
    }
  }

  private static List<Script> scripts(Engine engine, List<String> words) {
    if (words.isEmpty()) {
      return Corpus.of(engine);
    }
    List<Script> chosen = new ArrayList<>();
    for (String word : words) {
      if (word.endsWith(".sql") && Files.exists(Path.of(word))) {
        chosen.add(Corpus.read(Path.of(word), String.valueOf(Path.of(word).getFileName())));
      } else {
        List<Script> named =
            Corpus.of(engine).stream().filter(script -> script.name().contains(word)).toList();
        if (named.isEmpty()) {
          throw new IllegalArgumentException("no script has a name with " + word);
        }
        chosen.addAll(named);
      }
    }
    return chosen;
  }
}
