package io.canopydb.proxy.wire.postgresql;

import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.front.NumberedText;
import io.canopydb.driver.session.Session;
import io.canopydb.proxy.wire.postgresql.codec.BinaryValues;
import io.canopydb.proxy.wire.postgresql.codec.TypeIds;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that a client has prepared. Immutable.
 *
 * @param types of its parameters
 */
record PreparedText(NumberedText text, Session.Prepared statement, List<Integer> types) {

  /** What is bound, for each place of a parameter in the text. */
  @Nullable Parameter[] parameters(Step.Bind bind, Session session, StatementTypes known)
      throws SQLException {
    if (bind.values().size() != types.size()) {
      throw FrameReader.violation(
          "bind message supplies "
              + bind.values().size()
              + " parameters, but prepared statement \""
              + bind.statement()
              + "\" requires "
              + types.size());
    }
    Parameter[] values = new Parameter[types.size()];
    for (int i = 0; i < values.length; i++) {
      int type = types.get(i);
      byte[] bytes = bind.values().get(i);
      String value = bytes == null ? null : value(bind, i, bytes, type);
      values[i] = new WireParameter(type, typeName(type, session, known), value);
    }
    @Nullable Parameter[] places = new Parameter[text.numbers().size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = values[text.numbers().get(i) - 1];
    }
    return places;
  }

  private static String value(Step.Bind bind, int i, byte[] bytes, int type) throws SQLException {
    ByteBuf value = Unpooled.wrappedBuffer(bytes);
    return bind.parameterFormats().binary(i)
        ? BinaryValues.read(value, type)
        : FrameReader.utf8(value);
  }

  private static @Nullable String typeName(int type, Session session, StatementTypes known)
      throws SQLException {
    if (type == TypeIds.UNSPECIFIED || type == TypeIds.UNKNOWN) {
      return null;
    }
    String own = TypeIds.name(type);
    return own != null ? own : known.name(session, type);
  }
}
