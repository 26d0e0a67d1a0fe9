package io.canopydb.driver.ddl.text;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.StatementKind.Ddl;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * CREATE TABLE. The text arrives at the engine as written, less Canopy's own words, and with the
 * namespace of the place before the tables that it names.
 */
final class CreateTableText {
  private final Tokens tokens;
  private final DdlScope scope;
  private final DdlLookup lookup;
  private final DdlText text;
  private final NameAt name;

  /** The token that opens the body; -1 where there is none. */
  private final int body;

  private CreateTableText(Tokens tokens, Ddl kind, DdlScope scope, DdlLookup lookup) {
    this.tokens = tokens;
    this.scope = scope;
    this.lookup = lookup;
    this.text = new DdlText(tokens);
    this.name = NameAt.read(tokens, kind.nameToken());
    int after = name.last() + 1;
    this.body = tokens.isKind(after, TokenKind.OPEN) && tokens.closing(after) > after ? after : -1;
  }

  static Change read(Tokens tokens, Ddl kind, DdlScope scope, DdlLookup lookup)
      throws SQLException {
    return new CreateTableText(tokens, kind, scope, lookup).read(kind);
  }

  private Change read(Ddl kind) throws SQLException {
    String table = scope.resolve(name);
    if (kind.ifNotExists()
        && (scope.table(table).isPresent() || scope.database().views().containsKey(table))) {
      return Change.nothing();
    }
    refuseWhatIsNot();
    Wish wish = ShardKeyClause.take(tokens, body, text);
    List<List<String>> global = new ArrayList<>(GlobalKeyClauses.take(tokens, body, text));
    global.addAll(scope.unkept().found());
    List<GlobalKeyWish> globalKeys = GlobalKeyWish.of(global, scope.database());
    if (kind.objectType().equals("REFERENCE TABLE")) {
      if (wish != null && !(wish instanceof Wish.Reference)) {
        throw tokens.errorAt(name.first(), "a reference table has no shard key");
      }
      wish = new Wish.Reference();
      removeReferenceWord();
    }
    text.qualify(name, Template.Slot.PLACE);
    SequenceText.qualifyNamed(tokens, name.last() + 1, text);
    Optional<NameAt> model = model();
    if (model.isPresent()) {
      String of = scope.resolve(model.get());
      boolean whole = !isInBody(model.get());
      if (wish == null && whole) {
        wish = new Wish.As(known(of));
      }
      text.qualify(model.get(), scope.slotOf(of));
      if (scope.table(of).isEmpty() && scope.database().views().containsKey(of)) {
        text.qualify(model.get(), Template.Slot.SHELL);
      }
    }
    if (wish == null) {
      wish = new Wish.Default();
    }
    boolean reference =
        wish instanceof Wish.Reference
            || (wish instanceof Wish.As as && scope.isReference(as.table()));
    ForeignTables.Outcome foreign =
        ForeignTables.qualify(
            tokens, name.last(), scope, text, table, reference, lookup, List.of());
    if (!foreign.indexes().isEmpty()) {
      text.insertBefore(tokens.closing(body), ", " + String.join(", ", foreign.indexes()));
    }
    Template template = text.build();
    return new Change(
            "CREATE TABLE " + table,
            template,
            reference ? null : template,
            inverse(table, globalKeys),
            List.of(new ObjectName(ObjectName.Kind.TABLE, table)),
            List.of(new Intent.NewTable(table, wish, firstId(tokens, name.last()), globalKeys)),
            false)
        .withNotes(
            Stream.concat(foreign.notes().stream(), scope.unkept().notes(table).stream()).toList());
  }

  private Template inverse(String table, List<GlobalKeyWish> globalKeys) {
    Template.Builder drop = new Template.Builder().text("DROP TABLE IF EXISTS ");
    drop.slot(Template.Slot.PLACE).text("." + scope.dialect().quoteName(table));
    for (GlobalKeyWish key : globalKeys) {
      drop.text(", ").slot(Template.Slot.PLACE);
      drop.text("." + scope.dialect().quoteName(key.lookup()));
    }
    return drop.build();
  }

  private String known(String table) throws SQLException {
    return scope
        .table(table)
        .map(Table::name)
        .orElseThrow(() -> CanopyError.UNKNOWN_TABLE.with(table, scope.database().name()));
  }

  private void refuseWhatIsNot() throws SQLException {
    int depth = tokens.depth(name.first());
    for (int i = name.last() + 1; i < tokens.size(); i++) {
      boolean top = tokens.depth(i) == depth;
      boolean startsBody = i == body + 1 && body >= 0;
      boolean query =
          top
              ? tokens.isAny(i, "AS", "SELECT")
                  || (tokens.is(i, "WITH") && tokens.isIdentifier(i + 1) && isCommonTable(i + 1))
              : startsBody && tokens.isAny(i, "SELECT", "WITH", "TABLE", "VALUES");
      if (query) {
        throw CanopyError.UNSUPPORTED.with(
            "CREATE TABLE AS SELECT", "create the table, then INSERT INTO it the SELECT");
      }
      if (top && tokens.is(i, "INHERITS")) {
        throw CanopyError.UNSUPPORTED.with(
            "a table that INHERITS another", "write its columns out");
      }
    }
  }

  private boolean isCommonTable(int name) {
    return tokens.is(name, "RECURSIVE")
        || tokens.is(name + 1, "AS")
        || tokens.isKind(name + 1, TokenKind.OPEN);
  }

  private void removeReferenceWord() {
    for (int i = 0; i < name.first(); i++) {
      if (tokens.is(i, "REFERENCE", "TABLE")) {
        text.remove(tokens.start(i), tokens.start(i + 1));
      }
    }
  }

  /**
   * The table that this one is made after: LIKE of MySQL, PARTITION OF, or the first LIKE in the
   * body of PostgreSQL's, which copies columns only.
   */
  private Optional<NameAt> model() {
    int after = name.last() + 1;
    if (tokens.is(after, "PARTITION", "OF")) {
      return Optional.of(NameAt.read(tokens, after + 2));
    }
    if (tokens.is(after, "LIKE") && scope.isMySql()) {
      return Optional.of(NameAt.read(tokens, after + 1));
    }
    if (body < 0) {
      return Optional.empty();
    }
    int depth = tokens.depth(body) + 1;
    for (int i = body + 1; i < tokens.closing(body); i++) {
      boolean startsElement =
          tokens.depth(i) == depth && (i == body + 1 || tokens.isKind(i - 1, TokenKind.COMMA));
      if (startsElement && tokens.is(i, "LIKE") && tokens.isIdentifier(i + 1)) {
        return Optional.of(NameAt.read(tokens, i + 1));
      }
    }
    return Optional.empty();
  }

  /** Whether a LIKE only lends columns to a table that has its own say about its rows. */
  private boolean isInBody(NameAt model) {
    return !scope.isMySql() && body >= 0 && model.first() > body;
  }

  /** The number of AUTO_INCREMENT = n behind a token. */
  static OptionalLong firstId(Tokens tokens, int from) {
    for (int i = from; i < tokens.size(); i++) {
      if (tokens.depth(i) == 0 && tokens.is(i, "AUTO_INCREMENT")) {
        int number = tokens.isOperator(i + 1, "=") ? i + 2 : i + 1;
        if (tokens.isKind(number, TokenKind.NUMBER)) {
          try {
            return OptionalLong.of(Long.parseLong(tokens.text(number)));
          } catch (NumberFormatException beyondLong) {
            return OptionalLong.empty(); // the engine says what it thinks of it
          }
        }
      }
    }
    return OptionalLong.empty();
  }
}
