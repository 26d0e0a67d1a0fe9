package io.canopydb.driver.analyse;

import io.canopydb.metadata.model.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sources whose columns can be named in a query block, with those of the blocks around it. */
final class Scope {
  private final @Nullable Scope outer;
  private final Names names;
  private final List<Source> sources = new ArrayList<>();
  private final Set<Integer> nullable = new HashSet<>();

  Scope(@Nullable Scope outer, Names names) {
    this.outer = outer;
    this.names = names;
  }

  void add(Source source) {
    sources.add(source);
  }

  /** Marks a source whose rows an outer join may fill up with NULL. */
  void markNullable(Source source) {
    nullable.add(source.id());
  }

  boolean nullable(int source) {
    return nullable.contains(source) || (outer != null && outer.nullable(source));
  }

  /** Whether a source is a table itself, whose NULLs are stored ones unless it is nullable. */
  boolean table(int source) {
    for (Source own : sources) {
      if (own.id() == source) {
        return own.use() != null;
      }
    }
    return outer != null && outer.table(source);
  }

  List<Source> sources() {
    return sources;
  }

  @Nullable Scope outer() {
    return outer;
  }

  /** The column that a name means; null where that is not certain. */
  @Nullable ColumnId resolve(net.sf.jsqlparser.schema.Column column) {
    String name = names.column(column.getColumnName());
    String qualifier =
        column.getTable() == null || column.getTable().getName() == null
            ? null
            : names.alias(column.getTable().getName());
    if (qualifier == null) {
      return unqualified(name);
    }
    String schema = column.getTable().getSchemaName();
    return qualified(schema == null ? null : names.alias(schema), qualifier, name);
  }

  private @Nullable ColumnId qualified(@Nullable String schema, String qualifier, String name) {
    ColumnId found = null;
    for (Source source : sources) {
      if (qualifier.equals(source.alias()) && (schema == null || lies(source, schema))) {
        if (found != null) {
          // Tables of one name in two databases.
          return null;
        }
        found = new ColumnId(source.id(), name);
      }
    }
    return found != null || outer == null ? found : outer.qualified(schema, qualifier, name);
  }

  private boolean lies(Source source, String schema) {
    return source.use() != null
        && source.use().meaning() instanceof Catalogue.Base base
        && schema.equals(
            switch (names.engine()) {
              case MYSQL -> base.database();
              case POSTGRESQL -> "public";
            });
  }

  private @Nullable ColumnId unqualified(String name) {
    ColumnId found = null;
    for (Source source : sources) {
      if (source.columns().containsKey(name)) {
        if (found != null) {
          return null;
        }
        found = new ColumnId(source.id(), name);
      } else if (!source.complete()) {
        return null;
      }
    }
    return found != null || outer == null ? found : outer.unqualified(name);
  }

  /** The base table's column behind a column, if it is passed on unchanged. */
  Optional<Column> base(ColumnId id) {
    for (Source source : sources) {
      if (source.id() == id.source()) {
        return source.columns().getOrDefault(id.column(), Optional.empty());
      }
    }
    return outer == null ? Optional.empty() : outer.base(id);
  }
}
