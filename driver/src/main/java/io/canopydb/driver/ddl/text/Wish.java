package io.canopydb.driver.ddl.text;

import java.util.List;

/** How the rows of a table are to lie, as far as the statement says. */
public sealed interface Wish {

  /** By the hash of these columns. */
  record Columns(List<String> names) implements Wish {
    public Columns {
      names = List.copyOf(names);
    }
  }

  /** On every leaf. */
  record Reference() implements Wish {}

  /** By the primary key, else by a unique key, and evenly where there is neither. */
  record Default() implements Wish {}

  /** Evenly, with no way to tell where a row lies: SHARD KEY (). */
  record Keyless() implements Wish {}

  /** As those of a table that is there: of CREATE TABLE LIKE, or of the table that is altered. */
  record As(String table) implements Wish {}
}
