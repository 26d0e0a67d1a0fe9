package io.canopydb.it.differential;

import io.canopydb.metadata.model.Engine;
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
 * scripts themselves are sound.
 */
public final class RunScript {

  private RunScript() {}

  public static void main(String[] arguments) throws SQLException {
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
    int differences = 0;
    int statements = 0;
    for (Script script : scripts(engine, List.of(arguments).subList(2, arguments.length))) {
      try (DifferentialRun run = new DifferentialRun(script, plain, canopy)) {
        DifferentialRun.Report report = run.run();
        report.differences().forEach(out::println);
        out.printf(
            Locale.ROOT,
            "== %s: %d statements, %d executions, %d differences, %d refused; plain %d ms, canopy %d"
                + " ms, slowest %s%n",
            script.name(),
            script.statements().size(),
            report.executions(),
            report.differences().size(),
            report.refusals(),
            report.plainNanos() / 1_000_000,
            report.canopyNanos() / 1_000_000,
            report.slowest());
        differences += report.differences().size();
        statements += script.statements().size();
      } catch (SQLException e) {
        out.println("== " + script.name() + " could not be run: " + e);
        differences++;
      }
    }
    out.printf(Locale.ROOT, "%d statements, %d differences%n", statements, differences);
    out.flush();
    // Test servers' threads would keep the process alive.
    System.exit(differences == 0 ? 0 : 1);
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
        Corpus.of(engine).stream().filter(s -> s.name().contains(word)).forEach(chosen::add);
      }
    }
    return chosen;
  }
}
