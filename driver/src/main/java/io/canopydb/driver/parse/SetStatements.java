package io.canopydb.driver.parse;

import io.canopydb.driver.parse.Assignment.Scope;
import io.canopydb.driver.parse.StatementKind.SetTransaction;
import io.canopydb.driver.parse.StatementKind.SetVariables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The forms of SET of both engines; null where the words go on otherwise. */
final class SetStatements {
  private final Tokens tokens;
  private final TokenReader reader;
  private final int end;

  private SetStatements(Tokens tokens, int start, int end) {
    this.tokens = tokens;
    this.reader = new TokenReader(tokens, start + 1, end);
    this.end = end;
  }

  static @Nullable StatementKind parse(Tokens tokens, int start, int end) {
    SetStatements statements = new SetStatements(tokens, start, end);
    return tokens.rules().isMySql() ? statements.mySql() : statements.postgreSql();
  }

  private @Nullable StatementKind mySql() {
    SetTransaction.Scope scope = null;
    if (tokens.is(reader.at() + 1, "TRANSACTION")) {
      if (reader.takeAny("SESSION", "LOCAL")) {
        scope = SetTransaction.Scope.SESSION;
      } else if (reader.take("GLOBAL")) {
        scope = SetTransaction.Scope.GLOBAL;
      }
    }
    if (reader.take("TRANSACTION")) {
      return transaction(scope);
    }
    if (reader.take("PASSWORD")) {
      return single("password");
    }
    if (reader.take("DEFAULT", "ROLE")) {
      return single("default role");
    }
    if (reader.take("ROLE")) {
      return single("role");
    }
    if (reader.take("RESOURCE", "GROUP")) {
      return single("resource group");
    }
    List<Assignment> assignments = new ArrayList<>();
    Scope inherited = Scope.SESSION;
    do {
      Assignment assignment = mySqlAssignment(inherited);
      if (assignment == null) {
        return null;
      }
      assignments.add(assignment);
    } while (reader.take(TokenKind.COMMA));
    return reader.atEnd() ? new SetVariables(assignments) : null;
  }

  private @Nullable Assignment mySqlAssignment(Scope inherited) {
    if (reader.take("NAMES")) {
      return value(Scope.SESSION, "names");
    }
    if (reader.take("CHARACTER", "SET") || reader.take("CHARSET")) {
      return value(Scope.SESSION, "character set");
    }
    Scope scope = inherited;
    String name;
    if (!reader.atEnd() && tokens.isKind(reader.at(), TokenKind.VARIABLE)) {
      String variable = tokens.text(reader.at());
      reader.skip();
      if (variable.startsWith("@@")) {
        String lower = variable.substring(2).replace("`", "").toLowerCase(Locale.ROOT);
        int dot = lower.indexOf('.');
        Scope named = dot < 0 ? null : scope(lower.substring(0, dot));
        scope = named == null ? Scope.SESSION : named;
        name = named == null ? lower : lower.substring(dot + 1);
      } else {
        scope = Scope.USER;
        boolean quoted = variable.length() > 2 && "`'\"".indexOf(variable.charAt(1)) >= 0;
        name =
            quoted ? Literals.plain(variable, 1, variable.length(), false) : variable.substring(1);
      }
    } else {
      if (reader.atName() && tokens.isIdentifier(reader.at() + 1)) {
        Scope named = scope(tokens.text(reader.at()).toLowerCase(Locale.ROOT));
        if (named == null) {
          return null;
        }
        scope = named;
        reader.skip();
      }
      List<String> parts = reader.qualifiedName();
      if (parts.isEmpty()) {
        return null;
      }
      name = String.join(".", parts).toLowerCase(Locale.ROOT);
    }
    return reader.takeOperator("=") || reader.takeOperator(":=") ? value(scope, name) : null;
  }

  private static @Nullable Scope scope(String word) {
    return switch (word) {
      case "session", "local" -> Scope.SESSION;
      case "global" -> Scope.GLOBAL;
      case "persist" -> Scope.PERSIST;
      case "persist_only" -> Scope.PERSIST_ONLY;
      default -> null;
    };
  }

  private @Nullable StatementKind postgreSql() {
    if (reader.take("TRANSACTION")) {
      return reader.is("SNAPSHOT") ? single("transaction") : transaction(null);
    }
    if (reader.take("SESSION", "CHARACTERISTICS", "AS", "TRANSACTION")) {
      return transaction(SetTransaction.Scope.SESSION);
    }
    if (reader.take("SESSION", "AUTHORIZATION")) {
      return single("session authorization");
    }
    if (reader.take("CONSTRAINTS")) {
      return single("constraints");
    }
    Scope scope = Scope.SESSION;
    if (reader.is("SESSION") && tokens.isIdentifier(reader.at() + 1)) {
      reader.skip();
    } else if (reader.is("LOCAL") && tokens.isIdentifier(reader.at() + 1)) {
      reader.skip();
      scope = Scope.LOCAL;
    }
    String name;
    if (reader.take("SESSION", "AUTHORIZATION")) {
      name = "session authorization";
    } else if (reader.take("TIME", "ZONE")) {
      name = "timezone";
    } else if (reader.take("NAMES")) {
      name = "names";
    } else if (reader.take("ROLE")) {
      name = "role";
    } else {
      List<String> parts = reader.qualifiedName();
      if (parts.isEmpty() || !(reader.takeOperator("=") || reader.take("TO"))) {
        return null;
      }
      // Names of settings are compared without regard to case, even quoted ones.
      name = String.join(".", parts).toLowerCase(Locale.ROOT);
    }
    if (reader.atEnd() && !name.equals("names")) {
      return null;
    }
    return new SetVariables(List.of(new Assignment(scope, name, reader.rest(reader.at()))));
  }

  private @Nullable StatementKind transaction(SetTransaction.@Nullable Scope scope) {
    TransactionModes modes = TransactionStatements.modes(reader);
    return modes == null || modes.consistentSnapshot() ? null : new SetTransaction(scope, modes);
  }

  /** An assignment that takes all the rest. */
  private @Nullable StatementKind single(String name) {
    return reader.atEnd()
        ? null
        : new SetVariables(List.of(new Assignment(Scope.SESSION, name, reader.rest(reader.at()))));
  }

  /** The value up to the next comma outside of brackets. */
  private @Nullable Assignment value(Scope scope, String name) {
    int first = reader.at();
    if (reader.atEnd()) {
      return null;
    }
    int depth = tokens.depth(first);
    while (!reader.atEnd()
        && !(tokens.isKind(reader.at(), TokenKind.COMMA) && tokens.depth(reader.at()) == depth)) {
      reader.skip();
    }
    int last = Math.min(reader.at(), end) - 1;
    return last < first
        ? null
        : new Assignment(scope, name, new Span(tokens.start(first), tokens.end(last)));
  }
}
