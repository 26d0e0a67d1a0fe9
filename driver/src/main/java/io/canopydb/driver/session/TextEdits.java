package io.canopydb.driver.session;

import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes to the text of one execution of a statement, which keep its JDBC parameters in step:
 * those in a replaced part go, and what takes its place may bring its own.
 */
final class TextEdits {
  private final ReadStatement read;
  private final Tokens tokens;
  private final @Nullable Parameter[] parameters;
  private final List<Edit> edits = new ArrayList<>();

  /** Tokens {@code from} to {@code to}, the latter not included, and what takes their place. */
  private record Edit(int from, int to, String sql, List<Parameter> brought) {}

  TextEdits(ReadStatement read, @Nullable Parameter[] parameters) {
    this.read = read;
    this.tokens = read.shape().tokens();
    this.parameters = parameters;
  }

  /** A statement with its parameters. */
  record Edited(ReadStatement read, @Nullable Parameter[] parameters) {}

  /** Puts a text, with parameters of its own, in the place of some tokens, both ends included. */
  void replace(int first, int last, String sql, List<Parameter> brought) {
    edits.add(new Edit(first, last + 1, sql, List.copyOf(brought)));
  }

  void insertAfter(int token, String sql) {
    edits.add(new Edit(token + 1, token + 1, sql, List.of()));
  }

  boolean isEmpty() {
    return edits.isEmpty();
  }

  /** The parameters in some tokens, both ends included. */
  List<@Nullable Parameter> parametersIn(int first, int last) {
    List<@Nullable Parameter> found = new ArrayList<>();
    int number = 0;
    for (int i = 0; i <= last; i++) {
      if (tokens.isKind(i, TokenKind.PARAMETER)) {
        if (i >= first) {
          found.add(parameters[number]);
        }
        number++;
      }
    }
    return found;
  }

  /** The statement with all that was changed. */
  Edited apply(SessionState session) {
    boolean brings = edits.stream().anyMatch(edit -> !edit.brought().isEmpty());
    boolean doubled = brings && !read.prepared();
    edits.sort(Comparator.comparingInt(Edit::from).thenComparingInt(Edit::to));
    StringBuilder text = new StringBuilder();
    List<@Nullable Parameter> kept = new ArrayList<>();
    int number = 0;
    int copied = 0;
    int next = 0;
    for (int i = 0; i <= tokens.size(); i++) {
      while (next < edits.size() && edits.get(next).from() == i) {
        Edit edit = edits.get(next++);
        int start = edit.from() == edit.to() ? tokens.end(i - 1) : tokens.start(i);
        text.append(tokens.text(), copied, Math.max(copied, start)).append(edit.sql());
        copied = Math.max(copied, start);
        kept.addAll(edit.brought());
        if (edit.to() > i) {
          copied = tokens.end(edit.to() - 1);
          for (; i < edit.to(); i++) {
            number += tokens.isKind(i, TokenKind.PARAMETER) ? 1 : 0;
          }
        }
      }
      if (i == tokens.size()) {
        break;
      }
      if (tokens.isKind(i, TokenKind.PARAMETER)) {
        kept.add(parameters[number++]);
      } else if (doubled && tokens.isKind(i, TokenKind.OPERATOR) && tokens.text(i).contains("?")) {
        // An operator of PostgreSQL's, now that question marks mean parameters.
        text.append(tokens.text(), copied, tokens.start(i));
        text.append(tokens.text(i).replace("?", "??"));
        copied = tokens.end(i);
      }
    }
    text.append(tokens.text(), copied, tokens.text().length());
    return new Edited(
        session.reading(text.toString(), read.prepared() || brings),
        kept.toArray(new Parameter[0]));
  }
}
