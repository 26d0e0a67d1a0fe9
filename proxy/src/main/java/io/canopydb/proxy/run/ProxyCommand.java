package io.canopydb.proxy.run;

import io.canopydb.proxy.server.ServerOptions;
import io.canopydb.proxy.server.Tls;
import io.canopydb.rebalancer.cli.ClusterOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code canopy proxy}. */
@Command(
    name = "proxy",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Serve a cluster to any MySQL or PostgreSQL client.",
      "A cluster has one engine, and is served on the port of that engine's protocol. Several"
          + " proxies may run side by side; each also stands for election as master aggregator. It"
          + " runs until Ctrl-C or SIGTERM, and then gives transactions that run some time to end.",
      "Each option may also be given by the environment (--mysql-port as CANOPY_PROXY_MYSQL_PORT),"
          + " or by a line of the settings file (mysql-port=3307); the option wins, then the"
          + " environment."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"1:it failed; the message says why", "2:the command line was wrong"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  canopy proxy --zookeeper zk1:2181 --mysql-port 3307",
      "  canopy proxy -z zk1:2181,zk2:2181 --tls-cert server.crt --tls-key server.key",
      "  canopy proxy --settings /etc/canopy/proxy.properties --http-port 8080"
    })
public final class ProxyCommand implements Callable<Integer> {
  private static final int MYSQL_PORT = 3307;
  private static final int POSTGRESQL_PORT = 5433;
  private static final int LEAF_CONNECTIONS = 20;
  private static final int HIGHEST_PORT = 65_535;

  private static final Set<String> NAMES =
      Set.of(
          "host",
          "mysql-port",
          "postgresql-port",
          "reached-by",
          "tls-cert",
          "tls-key",
          "http-host",
          "http-port",
          "max-connections",
          "leaf-connections",
          "drain-seconds",
          "slow-millis");

  @Mixin private final ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      defaultValue = "${env:CANOPY_PROXY_SETTINGS}",
      description = "A file with settings, one name=value a line. Default: CANOPY_PROXY_SETTINGS.")
  private @Nullable Path settings;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "The address to listen on. Default: all.")
  private @Nullable String host;

  @Option(
      names = "--mysql-port",
      paramLabel = "PORT",
      description = "The port for MySQL clients. Default: " + MYSQL_PORT + ".")
  private @Nullable String mySqlPort;

  @Option(
      names = "--postgresql-port",
      paramLabel = "PORT",
      description = "The port for PostgreSQL clients. Default: " + POSTGRESQL_PORT + ".")
  private @Nullable String postgreSqlPort;

  @Option(
      names = "--reached-by",
      paramLabel = "HOST",
      description =
          "The name by which others reach this proxy, as SHOW AGGREGATORS tells it. Default: this"
              + " machine's.")
  private @Nullable String reachedBy;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "The server's certificate and its chain, as PEM. Default: no TLS.")
  private @Nullable String tlsCert;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "Its private key, PKCS 8 as PEM, without a password.")
  private @Nullable String tlsKey;

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      description = "A port with /health, /ready and /metrics. Default: none.")
  private @Nullable String httpPort;

  @Option(
      names = "--http-host",
      paramLabel = "ADDRESS",
      description = "The address of that port; it asks for no account. Default: localhost.")
  private @Nullable String httpHost;

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      description =
          "How many clients may be connected. Default: " + ServerOptions.MOST_CONNECTIONS + ".")
  private @Nullable String maxConnections;

  @Option(
      names = "--leaf-connections",
      paramLabel = "N",
      description =
          "How many connections to a leaf each account has at most. Default: "
              + LEAF_CONNECTIONS
              + ".")
  private @Nullable String leafConnections;

  @Option(
      names = "--drain-seconds",
      paramLabel = "N",
      description = "How long transactions have to end when the proxy does. Default: 30.")
  private @Nullable String drainSeconds;

  @Option(
      names = "--slow-millis",
      paramLabel = "N",
      description = "Log what takes a leaf so long, without its values; 0 for nothing. Default: 0.")
  private @Nullable String slowMillis;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    SettingsFile others = SettingsFile.read(settings, System.getenv(), NAMES);
    RunningProxy proxy = RunningProxy.start(options(others), user -> Optional.empty());
    Runtime.getRuntime().addShutdownHook(new Thread(proxy::close, "canopy-proxy-end"));
    PrintWriter out = spec.commandLine().getOut();
    out.println(proxy.welcome());
    out.flush();
    // Until a signal: the hook above ends it then.
    new CountDownLatch(1).await();
    return 0;
  }

  private ProxyOptions options(SettingsFile others) throws IOException {
    return new ProxyOptions(
        cluster.zooKeeper(),
        cluster.namespace(),
        cluster.keys(),
        text(host, "host", others).orElse(""),
        port(mySqlPort, "mysql-port", others).orElse(MYSQL_PORT),
        port(postgreSqlPort, "postgresql-port", others).orElse(POSTGRESQL_PORT),
        text(reachedBy, "reached-by", others).orElseGet(ProxyCommand::hostName),
        tls(others),
        text(httpHost, "http-host", others).orElse("localhost"),
        port(httpPort, "http-port", others),
        number(maxConnections, "max-connections", others, 1, Integer.MAX_VALUE - 1)
            .orElse(ServerOptions.MOST_CONNECTIONS),
        number(leafConnections, "leaf-connections", others, 1, Integer.MAX_VALUE)
            .orElse(LEAF_CONNECTIONS),
        Duration.ofSeconds(
            number(drainSeconds, "drain-seconds", others, 0, Integer.MAX_VALUE).orElse(30)),
        Duration.ofMillis(
            number(slowMillis, "slow-millis", others, 0, Integer.MAX_VALUE).orElse(0)));
  }

  private Optional<Tls> tls(SettingsFile others) throws IOException {
    Optional<String> chain = text(tlsCert, "tls-cert", others);
    Optional<String> key = text(tlsKey, "tls-key", others);
    if (chain.isPresent() != key.isPresent()) {
      throw wrong("--tls-cert and --tls-key go together");
    }
    return chain.isPresent()
        ? Optional.of(Tls.read(Path.of(chain.get()), Path.of(key.get())))
        : Optional.empty();
  }

  private static Optional<String> text(@Nullable String option, String name, SettingsFile others) {
    return option == null ? others.get(name) : Optional.of(option);
  }

  private OptionalInt port(@Nullable String option, String name, SettingsFile others) {
    return number(option, name, others, 1, HIGHEST_PORT);
  }

  private OptionalInt number(
      @Nullable String option, String name, SettingsFile others, int least, int most) {
    Optional<String> text = text(option, name, others);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      int number = Integer.parseInt(text.get().strip());
      if (number >= least && number <= most) {
        return OptionalInt.of(number);
      }
    } catch (NumberFormatException e) {
      throw wrong(name + " is a number, not " + text.get());
    }
    throw wrong(name + " is a number from " + least + " to " + most + ", not " + text.get());
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
