package io.canopydb.proxy.account;

import io.canopydb.driver.pool.Credentials;
import io.canopydb.metadata.model.Engine;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Accounts whose passwords are known here. Immutable. */
public final class KnownAccounts implements Accounts {
  private static final int SALT_BYTES = 16;
  private static final int ITERATIONS = 4096;

  private final Map<String, Account> accounts;

  private KnownAccounts(Map<String, Account> accounts) {
    this.accounts = Map.copyOf(accounts);
  }

  /** The accounts of these people on an engine. */
  public static KnownAccounts of(Engine engine, Collection<Credentials> known) {
    SecureRandom random = new SecureRandom();
    Map<String, Account> accounts = new HashMap<>();
    for (Credentials one : known) {
      accounts.put(one.user(), new Account(one.user(), verifier(engine, one, random), one));
    }
    return new KnownAccounts(accounts);
  }

  private static Verifier verifier(Engine engine, Credentials of, SecureRandom random) {
    return switch (engine) {
      case MYSQL -> CachingSha2Verifier.of(of.password());
      case POSTGRESQL -> {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        yield ScramVerifier.of(of.password(), salt, ITERATIONS);
      }
    };
  }

  @Override
  public Optional<Account> find(String user) {
    return Optional.ofNullable(accounts.get(user));
  }
}
