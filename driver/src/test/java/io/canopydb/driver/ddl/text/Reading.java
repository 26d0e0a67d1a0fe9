package io.canopydb.driver.ddl.text;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.StatementClassifier;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.PartitionMap;
import io.canopydb.metadata.model.Sequence;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
import io.canopydb.metadata.model.View;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads statements about a database {@code shop}: the sharded tables t (a, b) and u, the keyless
 * log, the reference table r, the view v and the sequence s.
 */
final class Reading {
  private final Engine engine;
  private final LeftOutKeys leftOut;

  Reading(Engine engine) {
    this(engine, LeftOutKeys.REFUSED);
  }

  Reading(Engine engine, LeftOutKeys leftOut) {
    this.engine = engine;
    this.leftOut = leftOut;
  }

  private static final DdlLookup LOOKUP =
      new DdlLookup() {
        @Override
        public Optional<String> tableOfTrigger(String trigger) {
          return trigger.equals("tr") ? Optional.of("t") : Optional.empty();
        }

        @Override
        public Optional<String> tableOfIndex(String index) {
          return index.equals("t_i")
              ? Optional.of("t")
              : index.equals("r_i") ? Optional.of("r") : Optional.empty();
        }

        @Override
        public Optional<String> triggerBody(String function) {
          return Optional.of("BEGIN NEW.b := 1; RETURN NEW; END");
        }

        @Override
        public List<String> tablesWithTriggersBy(String function) {
          return List.of("t");
        }

        @Override
        public List<List<String>> indexes(String table) {
          return List.of(List.of("a"));
        }

        @Override
        public List<String> constraints(String table) {
          return List.of("kept");
        }

        @Override
        public boolean referredFromOutside(List<String> tables) {
          return false;
        }
      };

  private static Column column(String name) {
    return new Column(name, "int", null, true, false, false, null);
  }

  private static Table table(String name, Distribution distribution, String... key) {
    return new Table(
        name,
        distribution,
        List.of(column("a"), column("b")),
        key.length == 0 ? List.of() : List.of(new UniqueKey("PRIMARY", true, List.of(key))));
  }

  private static Database shop() {
    return new Database(
        "shop",
        new PartitionMap(List.of()),
        Map.of(
            "t", table("t", new Distribution.Sharded(List.of("a")), "a"),
            "u", table("u", new Distribution.Sharded(List.of("a")), "a"),
            "log", table("log", new Distribution.Keyless()),
            "r", table("r", new Distribution.Reference(), "a")),
        Map.of("v", new View("v", List.of("a"), "SELECT a FROM t")),
        Map.of("s", new Sequence("s", 1, 1)));
  }

  Change read(String sql) throws SQLException {
    return read(sql, "shop");
  }

  Change read(String sql, @Nullable String selected) throws SQLException {
    Tokens tokens = Lexer.lex(sql, LexerRules.of(engine).withoutParameters());
    StatementKind kind = StatementClassifier.classify(tokens);
    DdlScope scope =
        new DdlScope(Dialect.of(engine), shop(), selected, leftOut, UnkeptKeys.REFUSED);
    if (kind instanceof StatementKind.Truncate truncate) {
      return DdlReader.truncate(tokens, truncate, scope);
    }
    return DdlReader.read(tokens, (StatementKind.Ddl) kind, scope, LOOKUP);
  }

  /** What runs in the shell. */
  String shell(String sql) throws SQLException {
    return text(read(sql).shell(), engine == Engine.MYSQL ? "shop" : "public");
  }

  /** What runs in partition 3. */
  String partition(String sql) throws SQLException {
    return text(read(sql).partition(), "shop_3");
  }

  private String text(@Nullable Template template, String place) {
    return template == null
        ? "nothing"
        : template.at(Dialect.of(engine), place, engine == Engine.MYSQL ? "shop" : "public");
  }

  Wish wish(String sql) throws SQLException {
    return read(sql).intents().stream()
        .filter(Intent.NewTable.class::isInstance)
        .map(Intent.NewTable.class::cast)
        .findFirst()
        .orElseThrow()
        .wish();
  }
}
