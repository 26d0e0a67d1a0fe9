package io.canopydb.driver.ddl.text;

import io.canopydb.driver.ddl.text.Template.Slot;
import io.canopydb.driver.parse.StatementKind.Ddl;
import io.canopydb.driver.parse.Tokens;
import java.sql.SQLException;
import java.util.List;

/** PostgreSQL's policies, which say which rows of a table a role may see: on every place of it. */
final class PolicyText {
  private PolicyText() {}

  static Change read(Tokens tokens, Ddl kind, DdlScope scope) throws SQLException {
    NameAt policy = NameAt.read(tokens, kind.nameToken());
    NameAt on = IndexText.tableBehindOn(tokens, policy.last() + 1);
    String table = scope.resolve(on);
    DdlText text = new DdlText(tokens).qualify(on, Slot.PLACE);
    new BodyTables(scope, "the policy " + policy.name(), false).check(tokens, on.last() + 1, text);
    Template template = text.build();
    return new Change(
        kind.verb() + " POLICY " + policy.name(),
        template,
        scope.isPartitioned(table) ? template : null,
        null,
        List.of(),
        List.of(),
        false);
  }
}
