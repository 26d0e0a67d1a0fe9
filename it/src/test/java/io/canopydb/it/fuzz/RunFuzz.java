package io.canopydb.it.fuzz;

import io.canopydb.metadata.model.Engine;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Locale;

/** Runs the fuzzer by hand: {@code RunFuzz ENGINE SEED STATEMENTS}. */
public final class RunFuzz {
  private static final int MOST_DIFFERENCES = 25;

  private RunFuzz() {}

  public static void main(String[] arguments) throws SQLException {
    Engine engine = Engine.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    long seed = Long.parseLong(arguments[1]);
    int statements = Integer.parseInt(arguments[2]);
    PrintStream out = System.out;
    boolean clean;
    long start = System.nanoTime();
    try (FuzzRun run = new FuzzRun(engine, seed, out::println)) {
      clean = run.run(statements, MOST_DIFFERENCES).isEmpty() && !run.refusesTooMuch();
      out.println(run.summary());
    }
    out.println((System.nanoTime() - start) / 1_000_000 + " ms");
    out.flush();
    // Test servers' threads would keep the process alive.
    System.exit(clean ? 0 : 1);
  }
}
