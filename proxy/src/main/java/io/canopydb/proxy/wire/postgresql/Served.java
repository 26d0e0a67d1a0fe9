package io.canopydb.proxy.wire.postgresql;

import io.canopydb.proxy.account.Accounts;
import io.canopydb.proxy.server.Sessions;
import java.time.Duration;
import java.util.Optional;

/** What all connections of a port share. */
record Served(
    Sessions sessions,
    Accounts accounts,
    Optional<ServerTls> tls,
    RunningClients clients,
    Duration logInTime) {}
