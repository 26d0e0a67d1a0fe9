package io.canopydb.driver.session;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.execute.Aftermath;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What engines note where IF EXISTS or IF NOT EXISTS keeps a statement from doing anything: that a
 * table is there already, or that there is none. They are told by what there is before the
 * statement, and in the engine's words, since most of such statements reach no leaf.
 */
final class DdlNotes {
  private static final Set<String> NOTED = Set.of("TABLE", "REFERENCE TABLE", "VIEW");

  private final SessionState session;
  private final Catalogue catalogue;
  private final Tokens tokens;
  private final List<Aftermath.Warning> notes = new ArrayList<>();

  private DdlNotes(SessionState session, Tokens tokens) {
    this.session = session;
    this.catalogue = session.catalogue();
    this.tokens = tokens;
  }

  /** The notes of a statement that is about to be run, and will succeed. */
  static List<Aftermath.Warning> of(SessionState session, Tokens tokens, StatementKind.Ddl kind) {
    DdlNotes notes = new DdlNotes(session, tokens);
    if (NOTED.contains(kind.objectType()) && kind.nameToken() >= 0 && notes.wanted()) {
      if (kind.verb().equals("CREATE") && kind.ifNotExists()) {
        notes.name(kind.nameToken(), /* dropped= */ false, kind.objectType());
      } else if (kind.verb().equals("DROP") && kind.ifExists()) {
        int at = kind.nameToken();
        while (at > 0) {
          int last = notes.name(at, /* dropped= */ true, kind.objectType());
          at = tokens.isKind(last + 1, TokenKind.COMMA) ? last + 2 : -1;
        }
      }
    }
    return notes.notes;
  }

  private boolean wanted() {
    String setting = session.connections().settings().variables().get("sql_notes");
    return setting == null || !Set.of("0", "OFF").contains(setting.toUpperCase(Locale.ROOT));
  }

  /** Notes what there is to note of one name, and gives its last token. */
  private int name(int first, boolean dropped, String type) {
    List<String> parts = new ArrayList<>();
    int last = first;
    parts.add(tokens.identifier(first));
    while (tokens.isKind(last + 1, TokenKind.DOT) && tokens.isIdentifier(last + 2)) {
      last += 2;
      parts.add(tokens.identifier(last));
    }
    boolean there = !(catalogue.resolve(parts) instanceof Catalogue.Other);
    if (there != dropped && resolved(parts)) {
      notes.add(dropped ? unknown(parts, type) : known(parts));
    }
    return last;
  }

  /** Whether the catalogue knows all of the schema, or database. */
  private boolean resolved(List<String> parts) {
    return switch (session.engine()) {
      case MYSQL -> parts.size() > 1 || session.database() != null;
      case POSTGRESQL -> parts.size() == 1 || parts.get(parts.size() - 2).equals("public");
    };
  }

  private Aftermath.Warning known(List<String> parts) {
    String name = parts.get(parts.size() - 1);
    return switch (session.engine()) {
      case MYSQL ->
          new Aftermath.Warning("Note", 1050, "42S01", "Table '" + name + "' already exists");
      case POSTGRESQL ->
          new Aftermath.Warning(
              "Note", 0, "42P07", "relation \"" + name + "\" already exists, skipping");
    };
  }

  private Aftermath.Warning unknown(List<String> parts, String type) {
    String name = parts.get(parts.size() - 1);
    return switch (session.engine()) {
      case MYSQL -> {
        String database = parts.size() > 1 ? parts.get(0) : session.database();
        yield new Aftermath.Warning(
            "Note", 1051, "42S02", "Unknown table '" + database + "." + name + "'");
      }
      case POSTGRESQL -> {
        String word = type.equals("VIEW") ? "view" : "table";
        yield new Aftermath.Warning(
            "Note", 0, "00000", word + " \"" + name + "\" does not exist, skipping");
      }
    };
  }
}
