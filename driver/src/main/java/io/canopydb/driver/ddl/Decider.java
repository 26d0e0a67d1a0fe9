package io.canopydb.driver.ddl;

import io.canopydb.driver.ddl.text.Change;
import io.canopydb.driver.ddl.text.Intent;
import io.canopydb.driver.ddl.text.Template;
import io.canopydb.driver.ddl.text.Wish;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dialect.TableReader.TableShape;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Sequence;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges a statement by what it made of the first shell, and says what the metadata are to become:
 * the engine knows what its own DDL means, so nobody has to guess it from the text. One object for
 * one statement.
 */
final class Decider {
  private final Dialect dialect;
  private final Catalogue catalogue;
  private final TableRules rules;
  private final GlobalKeyRules globalKeys;
  private final Placements placements;
  private final Database database;
  private final Connection leaf;
  private final String shell;
  private final long numbering;
  private final List<MetadataOp> ops = new ArrayList<>();
  private final List<Template> before = new ArrayList<>();
  private final List<KeyFill> fills = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  /**
   * @param database as it was before the statement
   * @param leaf on which the statement ran in the shell
   * @param numbering for tables whose issued numbers start anew; no table had it before
   */
  Decider(Dialect dialect, Database database, Connection leaf, long numbering) {
    this.dialect = dialect;
    this.catalogue = Catalogue.of(dialect.engine());
    this.rules = new TableRules(dialect.engine(), () -> strict(leaf));
    this.globalKeys = new GlobalKeyRules(dialect.engine());
    this.placements = new Placements(dialect, rules, database, leaf);
    this.database = database;
    this.leaf = leaf;
    this.numbering = numbering;
    this.shell = dialect.shellNamespace(database.name());
  }

  /** Whether MySQL refuses what it would have to change to store it. */
  private static boolean strict(Connection leaf) throws SQLException {
    try (Statement statement = leaf.createStatement();
        ResultSet row = statement.executeQuery("SELECT @@sql_mode")) {
      row.next();
      return row.getString(1).contains("STRICT_");
    }
  }

  /**
   * What a statement comes to.
   *
   * @param ops what the metadata are to become
   * @param before what every partition is to get first
   * @param moves whose rows are to be laid anew before any partition is altered
   * @param fills whose lookups are to be filled before that
   * @param notes what the user is to be told
   */
  record Decision(
      List<MetadataOp> ops,
      List<Template> before,
      List<RowMove> moves,
      List<KeyFill> fills,
      List<String> notes) {
    Decision {
      fills = List.copyOf(fills);
      moves = List.copyOf(moves);
      ops = List.copyOf(ops);
      notes = List.copyOf(notes);
      before = List.copyOf(before);
    }
  }

  /**
   * What the statement comes to.
   *
   * @throws SQLException why the statement must be undone
   */
  Decision decide(Change change) throws SQLException {
    before.addAll(change.before());
    for (Intent intent : change.intents()) {
      if (intent instanceof Intent.NewTable table) {
        newTable(table);
      } else if (intent instanceof Intent.AlteredTable table) {
        alteredTable(table);
      } else if (intent instanceof Intent.AttachedPartition attached) {
        put(placements.attached(attached));
      } else if (intent instanceof Intent.GoneTable table) {
        goneTable(database.tables().get(table.name()));
      } else if (intent instanceof Intent.RestartedIds restarted) {
        restartedIds(database.tables().get(restarted.table()));
      } else if (intent instanceof Intent.PutView view) {
        ops.add(new MetadataOp.PutView(view.name(), view.query()));
        seen.add(view.name());
      } else if (intent instanceof Intent.ViewsOf views) {
        viewsOf(views.relation());
      } else if (intent instanceof Intent.GoneView view) {
        ops.add(new MetadataOp.RemoveView(view.name()));
        seen.add(view.name());
      } else if (intent instanceof Intent.PutSequence sequence) {
        putSequence(sequence);
      } else if (intent instanceof Intent.GoneSequence sequence) {
        ops.add(new MetadataOp.RemoveSequence(sequence.name()));
        ops.add(new MetadataOp.ResetIds(sequence.name(), OptionalLong.empty(), numbering));
        seen.add(sequence.name());
      } else if (intent instanceof Intent.RenamedSequence sequence) {
        renamedSequence(sequence);
      }
    }
    for (Intent intent : change.intents()) {
      if (intent instanceof Intent.Everything everything) {
        everything(everything.shapes());
      }
    }
    notes.addAll(placements.notes());
    return new Decision(ops, before, placements.moves(), fills, notes);
  }

  private TableShape shape(String table) throws SQLException {
    return CreatedSequences.named(read(table), database);
  }

  private TableShape read(String table) throws SQLException {
    return dialect
        .tableReader()
        .read(leaf, shell, table)
        .orElseThrow(() -> CanopyError.UNKNOWN_TABLE.with(table, database.name()));
  }

  private void newTable(Intent.NewTable intent) throws SQLException {
    TableShape marked = globalKeys.marked(shape(intent.name()), intent.globalKeys());
    Distribution distribution = rules.distribution(marked, intent.wish(), database);
    if (intent.wish() instanceof Wish.Default) {
      rules.defaultKey(marked).flatMap(key -> key.note(marked.name())).ifPresent(notes::add);
    }
    TableShape shape = globalKeys.needed(marked, distribution);
    Table table =
        new Table(shape.name(), distribution, shape.columns(), shape.uniqueKeys())
            .withChosen(chosen(intent.wish()));
    List<ForeignKey> foreignKeys = catalogue.foreignKeys(leaf, shell, shape.name());
    rules.checkForeignKeys(table, foreignKeys, database, shape.name());
    globalKeys.check(shape, distribution, foreignKeys, null);
    awaited(table);
    before.addAll(LookupTables.create(table, dialect));
    ops.add(MetadataOp.PutTable.of(table));
    Optional<Column> issued = table.autoIncrementColumn();
    if (issued.isPresent()) {
      OptionalLong first =
          intent.firstId().isPresent() ? intent.firstId() : firstId(table, issued.get());
      ops.add(new MetadataOp.ResetIds(idName(table, issued.get()), first, numbering));
    }
  }

  /** Whether somebody named the shard key of a new table. */
  private boolean chosen(Wish wish) {
    if (wish instanceof Wish.As as) {
      Table model = database.tables().get(as.table());
      return model != null && model.chosen();
    }
    return wish instanceof Wish.Columns;
  }

  private void alteredTable(Intent.AlteredTable intent) throws SQLException {
    Table before = database.tables().get(intent.oldName());
    if (before == null) {
      throw CanopyError.UNKNOWN_TABLE.with(intent.oldName(), database.name());
    }
    RenamedColumns renamed = new RenamedColumns(dialect.engine(), intent.renamed());
    Table renamedBefore = renamed.in(before);
    TableShape marked =
        globalKeys.markedAlso(
            globalKeys.carried(renamedBefore, shape(intent.name())), intent.globalKeys());
    Map<String, Table> others = new LinkedHashMap<>();
    Distribution distribution = placements.of(renamedBefore, marked, intent, others);
    put(others);
    TableShape shape =
        globalKeys.withNewLookups(
            globalKeys.needed(marked, distribution), before, distribution, database);
    Table after =
        new Table(shape.name(), distribution, shape.columns(), shape.uniqueKeys())
            .withChosen(before.chosen());
    List<ForeignKey> foreignKeys = catalogue.foreignKeys(leaf, shell, shape.name());
    rules.checkForeignKeys(after, foreignKeys, database, intent.oldName());
    globalKeys.check(shape, distribution, foreignKeys, renamedBefore);
    checkNewNumbers(before, after);
    fill(before, after);
    if (!before.name().equals(after.name())) {
      awaited(after);
      ops.add(new MetadataOp.RemoveTable(before.name()));
    }
    ops.add(MetadataOp.PutTable.of(after));
    seen.add(before.name());
    seen.add(after.name());
    alteredIds(before, after, intent.firstId());
    for (String child : catalogue.children(leaf, shell, after.name())) {
      refreshed(child, renamed);
    }
  }

  private void fill(Table before, Table after) {
    Set<String> known = GlobalKeyRules.lookups(List.of(before));
    List<UniqueKey> keys =
        after.globalKeys().stream()
            .filter(key -> !known.contains(String.valueOf(key.lookup())))
            .toList();
    if (!keys.isEmpty()) {
      fills.add(KeyFill.of(before, after, keys));
    }
  }

  private void put(Map<String, Table> tables) {
    for (Table table : tables.values()) {
      ops.add(MetadataOp.PutTable.of(table));
      seen.add(table.name());
    }
  }

  /** Judges the foreign keys that waited for a table of this name. */
  private void awaited(Table table) throws SQLException {
    for (String child : catalogue.referring(leaf, shell, table.name())) {
      Table known = database.tables().get(child);
      if (known == null || child.equals(table.name())) {
        continue;
      }
      for (ForeignKey key : catalogue.foreignKeys(leaf, shell, child)) {
        if (key.parent().equals(table.name())) {
          rules.checkAwaited(known, key, table);
        }
      }
    }
  }

  /** The partitions would number their rows each by itself, and reference copies differently. */
  private void checkNewNumbers(Table before, Table after) throws SQLException {
    Optional<Column> issued = after.autoIncrementColumn();
    if (issued.isPresent()
        && before.column(issued.get().name()).isEmpty()
        && before.autoIncrementColumn().isEmpty()) {
      throw CanopyError.UNSUPPORTED.with(
          "adding a column whose values are issued to the table " + before.name(),
          "make a new table with it, and copy the rows with INSERT .. SELECT");
    }
  }

  private void alteredIds(Table before, Table after, OptionalLong firstId) throws SQLException {
    Optional<Column> issued = after.autoIncrementColumn();
    Optional<Column> issuedBefore = before.autoIncrementColumn();
    if (issued.isEmpty()) {
      return;
    }
    String name = idName(after, issued.get());
    if (issuedBefore.isEmpty()) {
      ops.add(new MetadataOp.ResetIds(name, firstId(after, issued.get()), numbering));
      ops.add(new MetadataOp.RaiseIdsAbove(after.name(), issued.get().name()));
    } else if (!name.equals(idName(before, issuedBefore.get()))) {
      ops.add(new MetadataOp.MoveIds(idName(before, issuedBefore.get()), name));
    }
    if (firstId.isPresent()) {
      ops.add(
          switch (dialect.engine()) {
            // MySQL goes on above what is there, PostgreSQL where it is told to.
            case MYSQL -> new MetadataOp.RaiseIds(name, firstId.getAsLong());
            case POSTGRESQL -> new MetadataOp.ResetIds(name, firstId, numbering);
          });
    }
  }

  private void goneTable(@Nullable Table table) {
    if (table != null && seen.add(table.name())) {
      ops.add(new MetadataOp.RemoveTable(table.name()));
      table
          .autoIncrementColumn()
          .ifPresent(
              issued ->
                  ops.add(
                      new MetadataOp.ResetIds(
                          idName(table, issued), OptionalLong.empty(), numbering)));
    }
  }

  private void restartedIds(@Nullable Table table) throws SQLException {
    if (table == null) {
      return;
    }
    Optional<Column> issued = table.autoIncrementColumn();
    if (issued.isPresent()) {
      Column column = issued.get();
      ops.add(new MetadataOp.ResetIds(idName(table, column), firstId(table, column), numbering));
    }
    if (!database.sequences().isEmpty()) {
      for (String name : CreatedSequences.owned(read(table.name()), database)) {
        ops.add(new MetadataOp.ResetIds(name, OptionalLong.empty(), numbering));
      }
    }
  }

  private OptionalLong firstId(Table table, Column column) throws SQLException {
    return catalogue.firstId(leaf, shell, table.name(), column.name());
  }

  /** The engine's own text of a view has the new names; the user's has the old ones. */
  private void viewsOf(String relation) throws SQLException {
    for (Map.Entry<String, String> view : catalogue.viewsOf(leaf, shell, relation).entrySet()) {
      if (database.views().containsKey(view.getKey())) {
        ops.add(new MetadataOp.PutView(view.getKey(), view.getValue()));
        seen.add(view.getKey());
      }
    }
  }

  private void putSequence(Intent.PutSequence intent) throws SQLException {
    long[] found =
        catalogue
            .sequence(leaf, shell, intent.name())
            .orElseThrow(() -> CanopyError.UNKNOWN_TABLE.with(intent.name(), database.name()));
    Sequence before = database.sequences().get(intent.name());
    Intent.Restart restart = intent.restart();
    boolean anew = intent.created() || restart != null || before == null;
    if (!anew && found[1] != before.increment()) {
      // What was issued in other steps could be met again.
      throw CanopyError.UNSUPPORTED.with(
          "ALTER SEQUENCE .. INCREMENT without RESTART", "say RESTART WITH the next value too");
    }
    long start =
        restart != null && restart.at().isPresent()
            ? restart.at().getAsLong()
            : anew || before == null ? found[0] : before.start();
    ops.add(new MetadataOp.PutSequence(intent.name(), start, found[1]));
    if (anew) {
      ops.add(new MetadataOp.ResetIds(intent.name(), OptionalLong.empty(), numbering));
    }
    seen.add(intent.name());
  }

  private void renamedSequence(Intent.RenamedSequence intent) {
    Sequence before = database.sequences().get(intent.oldName());
    if (before != null) {
      ops.add(new MetadataOp.RemoveSequence(before.name()));
      ops.add(new MetadataOp.PutSequence(intent.name(), before.start(), before.increment()));
      ops.add(new MetadataOp.MoveIds(before.name(), intent.name()));
      seen.add(before.name());
      seen.add(intent.name());
    }
  }

  private void everything(boolean shapes) throws SQLException {
    Set<String> there = catalogue.relations(leaf, shell);
    for (Table table : database.tables().values()) {
      if (!there.contains(table.name())) {
        goneTable(table);
      } else if (shapes) {
        refreshed(table.name(), new RenamedColumns(dialect.engine(), Map.of()));
      }
    }
    for (String view : database.views().keySet()) {
      if (!there.contains(view) && seen.add(view)) {
        ops.add(new MetadataOp.RemoveView(view));
      }
    }
    for (String sequence : database.sequences().keySet()) {
      if (!there.contains(sequence) && seen.add(sequence)) {
        ops.add(new MetadataOp.RemoveSequence(sequence));
        ops.add(new MetadataOp.ResetIds(sequence, OptionalLong.empty(), numbering));
      }
    }
  }

  /** A table that may have changed though the statement does not name it. */
  private void refreshed(String name, RenamedColumns renamed) throws SQLException {
    Table before = database.tables().get(name);
    if (before == null || !seen.add(name)) {
      return;
    }
    TableShape shape = globalKeys.carried(before, shape(name));
    if (!shape.columns().equals(before.columns())
        || !shape.uniqueKeys().equals(before.uniqueKeys())) {
      Distribution distribution = renamed.in(before).distribution();
      if (!distribution.equals(before.distribution()) && !before.globalKeys().isEmpty()) {
        // Their lookup tables have columns of the old names.
        throw CanopyError.GLOBAL_KEY_WRITE.with(
            "renaming a column of the shard key",
            name,
            before.globalKeys().get(0).name(),
            "drop the key first");
      }
      rules.checkChange(renamed.in(before), shape, Set.of());
      globalKeys.checkChange(before, shape);
      globalKeys.check(
          shape, distribution, catalogue.foreignKeys(leaf, shell, shape.name()), before);
      ops.add(
          MetadataOp.PutTable.of(
              new Table(name, distribution, shape.columns(), shape.uniqueKeys())
                  .withChosen(before.chosen())));
    }
  }

  /** What issued numbers are for, as the store knows it. */
  private static String idName(Table table, Column column) {
    return table.name() + "." + column.name();
  }

  Engine engine() {
    return dialect.engine();
  }
}
