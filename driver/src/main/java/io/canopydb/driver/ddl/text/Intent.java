package io.canopydb.driver.ddl.text;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a statement does to the metadata, once the leaves have taken it. */
public sealed interface Intent {

  /**
   * A table that was not there before. {@code firstId} is that of AUTO_INCREMENT = n.
   *
   * @param globalKeys the unique keys that are to be kept over partitions
   */
  record NewTable(String name, Wish wish, OptionalLong firstId, List<GlobalKeyWish> globalKeys)
      implements Intent {
    public NewTable {
      globalKeys = List.copyOf(globalKeys);
    }
  }

  /**
   * A table that may have other columns and keys now.
   *
   * @param name the new name; equal to {@code oldName} if it keeps it
   * @param rewritten the columns whose values an expression of the statement computes anew
   * @param renamed the new names of columns, by the old ones
   * @param globalKeys the unique keys that are to be kept over partitions from now on
   */
  record AlteredTable(
      String oldName,
      String name,
      OptionalLong firstId,
      Set<String> rewritten,
      Map<String, String> renamed,
      List<GlobalKeyWish> globalKeys)
      implements Intent {
    public AlteredTable {
      rewritten = Set.copyOf(rewritten);
      renamed = Map.copyOf(renamed);
      globalKeys = List.copyOf(globalKeys);
    }

    /** One whose values stay as they are. */
    AlteredTable(String oldName, String name) {
      this(oldName, name, OptionalLong.empty(), Set.of(), Map.of(), List.of());
    }
  }

  /** A table that has become a partition of another (PostgreSQL). */
  record AttachedPartition(String child, String parent) implements Intent {}

  /**
   * Objects may have gone, or changed, that the statement does not name.
   *
   * @param shapes whether tables may have changed too, rather than only gone
   */
  record Everything(boolean shapes) implements Intent {}

  record GoneTable(String name) implements Intent {}

  /** TRUNCATE that starts AUTO_INCREMENT or identity values anew. */
  record RestartedIds(String table) implements Intent {}

  /** A view that is new or changed; {@code query} is what follows AS. */
  record PutView(String name, String query) implements Intent {}

  /** Names that views use may have changed: the queries of these views are taken anew. */
  record ViewsOf(String relation) implements Intent {}

  record GoneView(String name) implements Intent {}

  /** A sequence that is new or changed; {@code restart} says where its values go on. */
  record PutSequence(String name, boolean created, @Nullable Restart restart) implements Intent {}

  record GoneSequence(String name) implements Intent {}

  record RenamedSequence(String oldName, String name) implements Intent {}

  /** ALTER SEQUENCE .. RESTART [WITH at]. */
  record Restart(OptionalLong at) {}
}
