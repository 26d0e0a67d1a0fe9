package io.canopydb.driver.ddl.text;

import io.canopydb.driver.ddl.text.Template.Slot;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Table;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the names of a DDL statement mean.
 *
 * @param dialect the engine's
 * @param database that the statement is about
 * @param selected the session's database, which names without qualifier mean; null for none
 * @param leftOut the foreign keys that no leaf is to have
 * @param unkept the unique keys that become global by themselves
 */
public record DdlScope(
    Dialect dialect,
    Database database,
    @Nullable String selected,
    LeftOutKeys leftOut,
    UnkeptKeys unkept) {

  /** The name of an object of the database, without qualifiers; refuses one of any other. */
  String resolve(NameAt name) throws SQLException {
    List<String> parts = name.parts();
    switch (dialect.engine()) {
      case MYSQL -> {
        if (parts.size() == 1) {
          if (selected == null) {
            throw CanopyError.NO_DATABASE.with();
          }
          sameDatabase(selected);
        } else {
          sameDatabase(parts.get(0));
        }
      }
      case POSTGRESQL -> {
        if (parts.size() == 3) {
          sameDatabase(parts.get(0));
        }
        if (parts.size() > 1) {
          String schema = parts.get(parts.size() - 2);
          if (!schema.equals(dialect.shellNamespace(database.name()))) {
            throw CanopyError.UNSUPPORTED.with(
                "DDL in the schema " + schema, "use the schema public");
          }
        }
      }
    }
    return name.name();
  }

  private void sameDatabase(String named) throws SQLException {
    if (!named.equals(database.name())) {
      throw CanopyError.UNSUPPORTED.with(
          "DDL that names objects of the two databases " + database.name() + " and " + named,
          "keep to one database in a statement");
    }
  }

  Optional<Table> table(String name) {
    return Optional.ofNullable(database.tables().get(name));
  }

  /** Whether this is a table that lies in the shells only. */
  boolean isReference(String name) {
    return table(name)
        .filter(table -> table.distribution() instanceof Distribution.Reference)
        .isPresent();
  }

  /** Whether this is a table whose rows lie in the partitions. */
  boolean isPartitioned(String name) {
    return table(name)
        .filter(table -> !(table.distribution() instanceof Distribution.Reference))
        .isPresent();
  }

  /**
   * Whether tables in partitions may have defaults by sequences of the shell, which go with what
   * owns them there (PostgreSQL).
   */
  boolean dependsOnSequences() {
    return !isMySql() && !database.sequences().isEmpty();
  }

  /** Where a statement that runs in a partition finds a table. */
  Slot slotOf(String name) {
    return isReference(name) ? Slot.SHELL : Slot.PLACE;
  }

  boolean isMySql() {
    return dialect.engine() == Engine.MYSQL;
  }

  /** The keys that become global by themselves, each with a lookup table that nobody has. */
  List<GlobalKeyWish> wishedKeys() {
    return GlobalKeyWish.of(unkept.found(), database);
  }
}
