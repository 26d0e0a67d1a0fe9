package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.StatementText;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.analyse.Uses;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.NamedTables;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.Plan;
import io.canopydb.metadata.model.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts the definitions of views in the place of their names: {@code FROM v} becomes {@code FROM
 * (SELECT ..) AS v (a, b)}. So a view with aggregates or joins is planned like any other query.
 */
final class ViewInliner {
  private static final int DEEPEST = 32;

  private final Catalogue catalogue;
  private final Dialect dialect;
  private final LexerRules rules;

  ViewInliner(Catalogue catalogue, Dialect dialect, LexerRules rules) {
    this.catalogue = catalogue;
    this.dialect = dialect;
    this.rules = rules;
  }

  /** A text without views, and the views that were in it. */
  record Inlined(StatementText text, Map<Plan.Name, View> views) {}

  Inlined inline(String sql) {
    Map<Plan.Name, View> views = new HashMap<>();
    StatementText text = StatementText.parse(sql, rules);
    for (int depth = 0; depth < DEEPEST; depth++) {
      List<TableUse> uses =
          Uses.in(text, catalogue).stream()
              .filter(use -> use.meaning() instanceof Catalogue.OfView)
              .toList();
      if (uses.isEmpty()) {
        return new Inlined(text, views);
      }
      StringBuilder out = new StringBuilder();
      int at = 0;
      for (TableUse use : uses) {
        Catalogue.OfView view = (Catalogue.OfView) use.meaning();
        views.put(new Plan.Name(view.database(), view.view().name()), view.view());
        out.append(text.text(), at, use.span().start());
        at = append(out, text, use, view);
      }
      out.append(text.text().substring(at));
      text = StatementText.parse(out.toString(), rules);
    }
    throw text.tokens().errorAt(0, "views are nested too deeply");
  }

  private int append(
      StringBuilder out, StatementText text, TableUse use, Catalogue.OfView meaning) {
    View view = meaning.view();
    Tokens tokens = text.tokens();
    int next = text.tokenAt(use.span().end());
    String alias = dialect.quoteName(use.name());
    int end = use.span().end();
    boolean columnsNamed = false;
    if (use.aliased()) {
      int name = tokens.is(next, "AS") ? next + 1 : next;
      alias = tokens.text(name);
      end = tokens.end(name);
      columnsNamed = tokens.isKind(name + 1, TokenKind.OPEN);
    }
    out.append('(').append(definition(meaning)).append(") AS ").append(alias);
    if (!columnsNamed && !view.columns().isEmpty()) {
      out.append(" (");
      for (int i = 0; i < view.columns().size(); i++) {
        out.append(i == 0 ? "" : ", ").append(dialect.quoteName(view.columns().get(i)));
      }
      out.append(')');
    }
    return end;
  }

  /**
   * A view's query with its tables qualified: they are those of the view's database, whatever the
   * names mean in the session, or to a WITH of the statement around.
   */
  private String definition(Catalogue.OfView view) {
    Catalogue own = new Catalogue(catalogue.snapshot(), view.database(), Set.of());
    StatementText text =
        StatementText.parse(NamedTables.plain(Lexer.lex(view.view().query(), rules)).text(), rules);
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (TableUse use : Uses.in(text, own)) {
      if (use.meaning() instanceof Catalogue.Base || use.meaning() instanceof Catalogue.OfView) {
        out.append(text.text(), at, use.span().start());
        out.append(dialect.quoteName(dialect.shellNamespace(database(use))));
        out.append('.').append(dialect.quoteName(use.name()));
        at = use.span().end();
      }
    }
    return out.append(text.text().substring(at)).toString();
  }

  private static String database(TableUse use) {
    return use.meaning() instanceof Catalogue.OfView view
        ? view.database()
        : ((Catalogue.Base) use.meaning()).database();
  }
}
