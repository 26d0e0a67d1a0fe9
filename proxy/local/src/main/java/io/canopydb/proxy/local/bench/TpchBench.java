package io.canopydb.proxy.local.bench;

import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.LocalCluster;
import io.canopydb.proxy.local.LocalClusterOptions;
import io.canopydb.proxy.local.LocalDatabase;
import io.canopydb.proxy.local.demo.TpchData;
import io.canopydb.proxy.local.demo.TpchQuery;
import io.canopydb.proxy.local.demo.TpchSchema;
import io.canopydb.proxy.local.progress.Progress;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One run of TPC-H's queries, on a cluster of its own on this machine and on one of its servers,
 * which holds all rows once more.
 *
 * @param scale TPC-H's
 * @param rounds of each query; warm-up comes on top
 * @param only the name of the one query to run; empty for all
 */
record TpchBench(Engine engine, double scale, int rounds, int leaves, int partitions, String only) {
  private static final String SHARDED = "tpch";
  private static final String WHOLE = "tpch_whole";

  /** What a run found, and what it was measured on. */
  record Result(String setting, List<TpchFigure> figures) {
    Result {
      figures = List.copyOf(figures);
    }
  }

  Result run(Progress progress) throws IOException, SQLException, InterruptedException {
    try (LocalCluster cluster =
        LocalCluster.start(LocalClusterOptions.temporary(engine, leaves), progress)) {
      LocalDatabase sharded = new LocalDatabase(cluster, SHARDED);
      sharded.create(partitions);
      sharded.fill(scale, progress);
      try (Connection canopy = DriverManager.getConnection(cluster.url(SHARDED));
          Connection server = whole(cluster.servers().get(0), progress)) {
        analyze(canopy);
        return new Result(setting(cluster), measure(canopy, server, progress));
      }
    }
  }

  private Connection whole(LeafServer server, Progress progress) throws SQLException, IOException {
    try (Connection connection = connect(server, "");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + WHOLE);
    }
    Connection connection = connect(server, WHOLE);
    try (Statement statement = connection.createStatement()) {
      for (String sql : TpchSchema.plainStatements()) {
        statement.execute(sql);
      }
      TpchData.fill(connection, scale, progress);
    }
    analyze(connection);
    return connection;
  }

  /** Has the servers count what the tables hold. */
  private void analyze(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(TpchSchema.analyze(engine));
    }
  }

  private static Connection connect(LeafServer server, String database) throws SQLException {
    return DriverManager.getConnection(
        server.jdbcUrl(database),
        server.accounts().app().user(),
        server.accounts().app().password());
  }

  private List<TpchFigure> measure(Connection canopy, Connection server, Progress progress)
      throws SQLException, IOException {
    List<TpchFigure> figures = new ArrayList<>();
    for (TpchQuery query : TpchQuery.all(scale)) {
      if (only.isEmpty() || query.name().equalsIgnoreCase(only)) {
        progress.say(query.name());
        figures.add(measure(query, canopy, server));
      }
    }
    return figures;
  }

  private TpchFigure measure(TpchQuery query, Connection canopy, Connection server)
      throws SQLException {
    int rows = run(query.sql(), server);
    double[] ofServer = new double[rounds];
    double[] ofCanopy = new double[rounds];
    if (run(query.sql(), canopy) != rows) {
      throw new IllegalStateException("wrong result: " + query.name());
    }
    for (int round = 0; round < rounds; round++) {
      long start = System.nanoTime();
      run(query.sql(), server);
      long between = System.nanoTime();
      run(query.sql(), canopy);
      ofServer[round] = (between - start) / 1e6;
      ofCanopy[round] = (System.nanoTime() - between) / 1e6;
    }
    return new TpchFigure(query.name(), rows, median(ofServer), median(ofCanopy));
  }

  /** Reads all rows; gives how many there are. */
  private static int run(String sql, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int count = 0;
      while (rows.next()) {
        rows.getString(1);
        count++;
      }
      return count;
    }
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private String setting(LocalCluster cluster) {
    return String.format(
        Locale.ROOT,
        "TPC-H at scale %s on %s, %d leaves, %d partitions; %d processors for servers and client"
            + " alike.%nEach figure is the median of %d runs, by turns.",
        scale,
        cluster.software(),
        leaves,
        partitions,
        Runtime.getRuntime().availableProcessors(),
        rounds);
  }
}
