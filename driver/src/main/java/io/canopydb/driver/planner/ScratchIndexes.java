package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Names;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The columns of scratch tables that get an index: those whose names are compared with another
 * column's somewhere in the statement. Without one a correlated subquery reads all its rows for
 * each row around it. An index too many costs a little time, and changes no result.
 */
final class ScratchIndexes {
  private static final Pattern SHORT =
      Pattern.compile(
          "(?:(?:tiny|small|medium|big)?int(?:eger)?|decimal|numeric|date|uuid)\\b.*"
              + "|(?:char|varchar|character|character varying)\\((\\d+)\\).*");

  /** MySQL's indexes hold 3072 bytes. */
  private static final int MOST_CHARACTERS = 255;

  private final Names names;
  private final Set<String> compared = new HashSet<>();

  ScratchIndexes(Question question) {
    this.names = new Names(question.dialect().engine());
    Tokens tokens = question.text().tokens();
    for (int i = 1; i < tokens.size(); i++) {
      if (tokens.isOperator(i, "<=>")) {
        // MySQL finds NULLs equal in a = b AND a <=> b where b has an index.
        compared.clear();
        return;
      }
      boolean equal = tokens.isOperator(i, "=") && tokens.isIdentifier(i - 1);
      boolean in =
          tokens.is(i, "IN")
              && tokens.isIdentifier(i - 1)
              && tokens.isKind(i + 1, TokenKind.OPEN)
              && tokens.is(i + 2, "SELECT");
      int other = equal ? i + 1 : i + 3;
      if ((equal || in) && tokens.isIdentifier(other)) {
        while (tokens.isKind(other + 1, TokenKind.DOT) && tokens.isIdentifier(other + 2)) {
          other += 2;
        }
        if (!tokens.isKind(other + 1, TokenKind.OPEN)) {
          compared.add(names.stored(tokens.identifier(i - 1)));
          compared.add(names.stored(tokens.identifier(other)));
        }
      }
    }
  }

  /**
   * The columns that get one each.
   *
   * @param shipped the columns of the scratch table
   * @param primaryKey its primary key; empty for none
   */
  List<String> of(Table table, List<String> shipped, List<String> primaryKey) {
    List<String> indexed = new ArrayList<>();
    for (Column column : table.columns()) {
      boolean first = !primaryKey.isEmpty() && primaryKey.get(0).equals(column.name());
      if (!first
          && shipped.contains(column.name())
          && compared.contains(names.stored(column.name()))
          && isShort(column)) {
        indexed.add(column.name());
      }
    }
    return indexed;
  }

  private static boolean isShort(Column column) {
    Matcher type = SHORT.matcher(column.type());
    return type.matches()
        && (type.group(1) == null
            || (type.group(1).length() < 6 && Integer.parseInt(type.group(1)) <= MOST_CHARACTERS));
  }
}
