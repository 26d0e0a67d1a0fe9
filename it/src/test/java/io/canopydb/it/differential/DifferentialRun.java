package io.canopydb.it.differential;

import io.canopydb.it.differential.ScriptStatement.Expectation;
import io.canopydb.it.differential.ScriptStatement.Side;
import io.canopydb.it.differential.ScriptStatement.Ways;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs one script on both targets, each in a fresh database, and gathers what differs. */
final class DifferentialRun implements AutoCloseable {

  /**
   * What a script came to.
   *
   * @param executions on both sides, or on the one that a statement is meant for
   * @param refusals how often Canopy used its right to refuse
   * @param slowest the statement that took Canopy longest
   */
  record Report(
      List<Difference> differences,
      int executions,
      int refusals,
      long plainNanos,
      long canopyNanos,
      String slowest) {}

  private final Script script;
  private final Target plain;
  private final Target canopy;
  private final int partitions;
  private final Client.Source plainClients;
  private final Client.Source canopyClients;
  private final Map<String, Client> plainSessions = new HashMap<>();
  private final Map<String, Client> canopySessions = new HashMap<>();
  private final List<Difference> differences = new ArrayList<>();
  private volatile String current = "nothing yet";
  private int executions;
  private int refusals;
  private int writes;
  private long plainNanos;
  private long canopyNanos;
  private long slowestNanos;
  private String slowest = "";

  DifferentialRun(Script script, Target plain, Target canopy) {
    this(script, plain, canopy, 8);
  }

  DifferentialRun(Script script, Target plain, Target canopy, int partitions) {
    this(script, plain, canopy, partitions, plain::client, canopy::client);
  }

  /** A run through other fronts than JDBC's. */
  DifferentialRun(
      Script script,
      Target plain,
      Target canopy,
      int partitions,
      Client.Source plainClients,
      Client.Source canopyClients) {
    this.plainClients = plainClients;
    this.canopyClients = canopyClients;
    this.partitions = partitions;
    this.script = script;
    this.plain = plain;
    this.canopy = canopy;
  }

  /** The statement that is being run; any thread may ask. */
  String current() {
    return current;
  }

  Report run() throws SQLException {
    plain.createDatabase(script.database(), partitions);
    long before = System.nanoTime();
    canopy.createDatabase(script.database(), partitions);
    canopyNanos += System.nanoTime() - before;
    for (ScriptStatement statement : script.statements()) {
      run(statement);
    }
    return new Report(differences, executions, refusals, plainNanos, canopyNanos, slowest);
  }

  private void run(ScriptStatement statement) throws SQLException {
    if (!statement.parameters().isEmpty()) {
      if (statement.isQuery() && statement.ways() == Ways.ALL) {
        execute(statement, null, Literals.insert(statement, plain.engine()));
      }
      for (List<ParameterValue> parameters : statement.parameters()) {
        execute(statement, parameters, null);
      }
      return;
    }
    switch (statement.ways()) {
      case STATEMENT -> execute(statement, null, null);
      case PREPARED -> execute(statement, List.of(), null);
      case ALL -> {
        boolean direct = statement.isQuery() || writes++ % 2 == 0;
        if (direct) {
          execute(statement, null, null);
        }
        if (!direct || statement.isQuery()) {
          execute(statement, List.of(), null);
        }
      }
    }
  }

  private void execute(
      ScriptStatement statement, @Nullable List<ParameterValue> parameters, @Nullable String text)
      throws SQLException {
    String way = parameters == null ? "Statement" : "PreparedStatement " + parameters;
    current = script.name() + ":" + statement.line() + " " + statement.text();
    executions++;
    String plainText = text != null ? text : statement.text();
    String canopyText = statement.canopyText() == null ? plainText : statement.canopyText();
    Observation plainSeen = null;
    if (statement.side() != Side.CANOPY) {
      long start = System.nanoTime();
      plainSeen =
          client(plainClients, plainSessions, statement)
              .run(plainText, parameters, statement.keys());
      plainNanos += System.nanoTime() - start;
    }
    Observation canopySeen = null;
    if (statement.side() != Side.PLAIN && (statement.side() != Side.CANOPY || canopy.isCanopy())) {
      long start = System.nanoTime();
      canopySeen =
          client(canopyClients, canopySessions, statement)
              .run(canopy.isCanopy() ? canopyText : plainText, parameters, statement.keys());
      note(System.nanoTime() - start);
    }
    forgetIfLost(plainSeen, plainSessions, statement);
    forgetIfLost(canopySeen, canopySessions, statement);
    Finding difference = difference(statement, plainSeen, canopySeen);
    if (difference != null) {
      String sent = statement.canopyText() == null ? plainText : canopyText;
      differences.add(new Difference(script.name(), statement, way, sent, difference));
    }
  }

  private @Nullable Finding difference(
      ScriptStatement statement,
      @Nullable Observation plainSeen,
      @Nullable Observation canopySeen) {
    if (plainSeen == null || canopySeen == null) {
      Observation alone = plainSeen != null ? plainSeen : canopySeen;
      return alone == null ? null : Comparison.aloneDifference(statement, alone);
    }
    if (statement.expectation() instanceof Expectation.MayBeRefused
        && Comparison.isRefusal(canopySeen)) {
      refusals++;
    }
    return Comparison.difference(statement, plainSeen, canopySeen);
  }

  private void note(long nanos) {
    canopyNanos += nanos;
    if (nanos > slowestNanos) {
      slowestNanos = nanos;
      slowest = nanos / 1_000_000 + " ms: " + current.lines().findFirst().orElse("");
    }
  }

  /** A session whose connection was lost is opened anew, so that one fault is reported once. */
  private static void forgetIfLost(
      @Nullable Observation seen, Map<String, Client> sessions, ScriptStatement statement)
      throws SQLException {
    if (seen instanceof Observation.Failed failed && failed.sqlState().startsWith("08")) {
      Client lost = sessions.remove(statement.session());
      if (lost != null) {
        lost.close();
      }
    }
  }

  private Client client(
      Client.Source source, Map<String, Client> sessions, ScriptStatement statement)
      throws SQLException {
    Client client = sessions.get(statement.session());
    if (client == null) {
      client = source.open(script.database());
      sessions.put(statement.session(), client);
    }
    return client;
  }

  /** Ends the sessions and drops the databases. */
  @Override
  public void close() throws SQLException {
    for (Map<String, Client> sessions : List.of(plainSessions, canopySessions)) {
      for (Client client : sessions.values()) {
        client.close();
      }
    }
    plain.dropDatabase(script.database());
    canopy.dropDatabase(script.database());
  }
}
