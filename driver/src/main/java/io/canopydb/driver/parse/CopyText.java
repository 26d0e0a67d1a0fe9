package io.canopydb.driver.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's COPY from STDIN or to STDOUT, cut by its tokens.
 *
 * @param from whether rows come from the client
 * @param table the table's name as written, with its schema; the whole query with its brackets
 *     where it copies one
 * @param name the parts of the table's name, unquoted; empty for a query
 * @param columns the columns that are listed, unquoted; empty where none are
 * @param rest all behind STDIN or STDOUT: the options and WHERE
 * @param options what the options say, by their names of today in lower case
 */
public record CopyText(
    Tokens tokens,
    boolean from,
    Span table,
    List<String> name,
    List<String> columns,
    Span rest,
    Map<String, Option> options) {

  /** The name of an option that is none, or that is not understood. */
  public static final String UNKNOWN = "";

  public CopyText {
    name = List.copyOf(name);
    columns = List.copyOf(columns);
    options = Map.copyOf(options);
  }

  /**
   * What an option is set to.
   *
   * @param value a word or string; null where there is none
   * @param names a list of columns; empty where there is none
   */
  public record Option(@Nullable String value, List<String> names) {
    static final Option ON = new Option(null, List.of());

    public Option {
      names = List.copyOf(names);
    }

    /** Whether a Boolean option is on. */
    public boolean on() {
      return value == null
          || !(value.equalsIgnoreCase("false")
              || value.equalsIgnoreCase("off")
              || value.equals("0"));
    }
  }

  /** Cuts a statement; empty where it copies from or to anything but the client. */
  public static Optional<CopyText> of(Tokens tokens) {
    return Optional.ofNullable(new Cutter(tokens).cut());
  }

  /**
   * The statement's text without FREEZE, which says how rows are stored and not which: a table that
   * is made in the transaction is a partition's before it.
   */
  public String withoutFreeze() {
    String text = tokens.text();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.start(i) >= rest.start() && tokens.is(i, "FREEZE")) {
        if (tokens.depth(i) == 0) {
          return text.substring(0, tokens.start(i)) + text.substring(tokens.end(i));
        }
        boolean alone =
            tokens.isKind(i + 1, TokenKind.COMMA) || tokens.isKind(i + 1, TokenKind.CLOSE);
        return text.substring(0, tokens.end(i))
            + " false"
            + text.substring(tokens.end(alone ? i : i + 1));
      }
    }
    return text;
  }

  private static final class Cutter {
    private final Tokens tokens;
    private final TokenReader reader;
    private final int end;
    private final Map<String, Option> options = new LinkedHashMap<>();

    Cutter(Tokens tokens) {
      this.tokens = tokens;
      int last = tokens.size();
      while (last > 0 && tokens.isKind(last - 1, TokenKind.SEMICOLON)) {
        last--;
      }
      this.end = last;
      this.reader = new TokenReader(tokens, 1, last);
    }

    @Nullable CopyText cut() {
      if (reader.take("BINARY")) {
        options.put("format", new Option("binary", List.of()));
      }
      int first = reader.at();
      List<String> name = List.of();
      List<String> columns = List.of();
      if (tokens.isKind(first, TokenKind.OPEN)) {
        reader.skipTo(tokens.start(tokens.closing(first)));
        reader.skip();
      } else {
        name = reader.qualifiedName();
      }
      if (reader.at() == first) {
        return null;
      }
      Span table = new Span(tokens.start(first), tokens.end(reader.at() - 1));
      if (!name.isEmpty() && tokens.isKind(reader.at(), TokenKind.OPEN)) {
        columns = names();
      }
      boolean from = reader.is("FROM");
      reader.skip();
      if (!reader.takeAny("STDIN", "STDOUT")) {
        return null;
      }
      Span rest = reader.rest(reader.at());
      options();
      return new CopyText(tokens, from, table, name, columns, rest, options);
    }

    /** The names in the brackets that open here. */
    private List<String> names() {
      List<String> names = new ArrayList<>();
      int close = tokens.closing(reader.at());
      for (int i = reader.at() + 1; i < close; i++) {
        if (tokens.isIdentifier(i)) {
          names.add(tokens.identifier(i));
        }
      }
      reader.skipTo(tokens.start(close));
      reader.skip();
      return names;
    }

    private void options() {
      reader.take("WITH");
      if (tokens.isKind(reader.at(), TokenKind.OPEN) && reader.at() < end) {
        list(tokens.closing(reader.at()));
      } else {
        words();
      }
      if (!reader.atEnd() && !reader.is("WHERE")) {
        options.put(UNKNOWN, Option.ON);
      }
    }

    /** The form of today: names with values, between brackets. */
    private void list(int close) {
      reader.skip();
      while (reader.at() < close) {
        if (!reader.atName()) {
          options.put(UNKNOWN, Option.ON);
          break;
        }
        String option = reader.name("an option").toLowerCase(Locale.ROOT);
        int at = reader.at();
        if (tokens.isKind(at, TokenKind.OPEN)) {
          options.put(option, new Option(null, names()));
        } else if (tokens.isKind(at, TokenKind.COMMA) || at == close) {
          options.put(option, Option.ON);
        } else {
          options.put(option, new Option(value(), List.of()));
        }
        if (!reader.take(TokenKind.COMMA)) {
          break;
        }
      }
      reader.skipTo(tokens.start(close));
      reader.skip();
    }

    /** The form of old: words without brackets. */
    private void words() {
      while (!reader.atEnd() && !reader.is("WHERE")) {
        if (reader.take("CSV")) {
          options.put("format", new Option("csv", List.of()));
        } else if (reader.take("BINARY")) {
          options.put("format", new Option("binary", List.of()));
        } else if (reader.take("HEADER")) {
          options.put("header", Option.ON);
        } else if (reader.take("FREEZE")) {
          options.put("freeze", Option.ON);
        } else if (reader.take("FORCE", "NOT", "NULL")) {
          options.put("force_not_null", columnsOfOld());
        } else if (reader.take("FORCE", "NULL")) {
          options.put("force_null", columnsOfOld());
        } else if (reader.take("FORCE", "QUOTE")) {
          options.put("force_quote", columnsOfOld());
        } else if (reader.is("DELIMITER")
            || reader.is("NULL")
            || reader.is("QUOTE")
            || reader.is("ESCAPE")
            || reader.is("ENCODING")) {
          String option = reader.name("an option").toLowerCase(Locale.ROOT);
          reader.take("AS");
          options.put(option, new Option(value(), List.of()));
        } else {
          options.put(UNKNOWN, Option.ON);
          return;
        }
      }
    }

    private Option columnsOfOld() {
      if (reader.takeOperator("*")) {
        return new Option("*", List.of());
      }
      List<String> names = new ArrayList<>();
      do {
        names.add(reader.name("a column"));
      } while (reader.take(TokenKind.COMMA));
      return new Option(null, names);
    }

    /** The word, string or number here. */
    private @Nullable String value() {
      int at = reader.at();
      if (reader.atEnd()) {
        options.put(UNKNOWN, Option.ON);
        return null;
      }
      reader.skip();
      if (tokens.isKind(at, TokenKind.WORD)
          || tokens.isKind(at, TokenKind.NUMBER)
          || tokens.isOperator(at, "*")) {
        return tokens.text(at);
      }
      String text = tokens.kind(at).isString() ? tokens.string(at) : null;
      if (text == null) {
        options.put(UNKNOWN, Option.ON);
      }
      return text;
    }
  }
}
