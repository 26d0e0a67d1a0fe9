package io.canopydb.proxy.wire.postgresql;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The clients that may be cancelled by the keys that they were given. Safe for many threads. */
final class RunningClients {
  /** Bytes of a key; protocol 3.0 has no room for more. */
  private static final int KEY_BYTES = 4;

  private final SecureRandom random = new SecureRandom();
  private final Map<Integer, Client> clients = new ConcurrentHashMap<>();

  /**
   * A client.
   *
   * @param process the number that clients show as a process
   * @param secret that goes with it
   * @param cancel stops what it runs
   */
  record Client(int process, byte[] secret, Runnable cancel) {}

  /** Knows a client from now on. */
  Client enter(Runnable cancel) {
    byte[] secret = new byte[KEY_BYTES];
    while (true) {
      random.nextBytes(secret);
      Client client = new Client(1 + random.nextInt(Integer.MAX_VALUE - 1), secret, cancel);
      if (clients.putIfAbsent(client.process(), client) == null) {
        return client;
      }
    }
  }

  void leave(Client client) {
    clients.remove(client.process());
  }

  /** Stops what a client runs, if the key is its; says nothing, as the protocol has it. */
  void cancel(int process, byte[] secret) {
    Client client = clients.get(process);
    if (client != null && MessageDigest.isEqual(client.secret(), secret)) {
      client.cancel().run();
    }
  }
}
