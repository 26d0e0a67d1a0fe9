package io.canopydb.driver.analyse;

import io.canopydb.driver.plan.PartitionChoice.Cast;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Engine;
import java.util.Locale;
import java.util.Set;
import net.sf.jsqlparser.expression.CastExpression;

/**
 * Casts of a value to the kind of type that the column has with which it is compared: {@code id =
 * '7'::bigint}, {@code id = CAST(? AS uuid)}. PostgreSQL reads a text then as it reads a literal
 * beside the column. A type with a length or precision is another: it cuts, or rounds.
 */
final class OwnCasts {
  private static final Set<String> INTEGERS =
      Set.of("smallint", "int2", "integer", "int", "int4", "bigint", "int8");
  private static final Set<String> TEXTS = Set.of("text", "varchar", "character varying");
  private static final Set<String> OTHERS = Set.of("uuid", "date");

  private OwnCasts() {}

  /** What a cast does for a column; NONE where that is not sure. */
  static Cast of(Engine engine, CastExpression cast, Column column) {
    if (engine != Engine.POSTGRESQL
        || cast.getColDataType() == null
        || cast.isImplicitCast()
        || cast.getFormat() != null
        || !(cast.keyword == null || cast.keyword.equalsIgnoreCase("CAST"))) {
      return Cast.NONE;
    }
    String type =
        cast.getColDataType().toString().toLowerCase(Locale.ROOT).strip().replaceAll(" +", " ");
    String own = column.type();
    int length = own.indexOf('(');
    String kind = length < 0 ? own : own.substring(0, length);
    if (INTEGERS.contains(type)) {
      return INTEGERS.contains(own) ? Cast.TO_INTEGER : Cast.NONE;
    }
    boolean alike =
        TEXTS.contains(type) ? TEXTS.contains(kind) : OTHERS.contains(type) && type.equals(own);
    return alike ? Cast.OF_TEXT : Cast.NONE;
  }
}
