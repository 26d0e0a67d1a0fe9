package io.canopydb.proxy.run;

import io.canopydb.metadata.secret.ClusterKeySource;
import io.canopydb.proxy.server.Tls;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a proxy runs. Immutable.
 *
 * @param zooKeeper the servers of the cluster
 * @param namespace the cluster's znode
 * @param keys where the cluster key is
 * @param host the address to listen on; empty for all
 * @param mySqlPort where a cluster of MySQL is served; 0 for any that is free
 * @param postgreSqlPort where a cluster of PostgreSQL is served; likewise
 * @param reachedBy the name by which clients and other aggregators reach this machine
 * @param tls the certificate; empty for connections in the clear
 * @param httpHost the address for those who watch it
 * @param httpPort empty for none
 * @param mostConnections how many clients may be connected at once
 * @param leafConnections how many connections to a leaf each account has at most
 * @param patience how long transactions have to end when the proxy does
 * @param slow from which time on a leaf's statement is logged; zero for none
 */
public record ProxyOptions(
    String zooKeeper,
    String namespace,
    ClusterKeySource keys,
    String host,
    int mySqlPort,
    int postgreSqlPort,
    String reachedBy,
    Optional<Tls> tls,
    String httpHost,
    OptionalInt httpPort,
    int mostConnections,
    int leafConnections,
    Duration patience,
    Duration slow) {}
