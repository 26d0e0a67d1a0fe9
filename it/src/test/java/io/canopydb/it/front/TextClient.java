package io.canopydb.it.front;

import io.canopydb.driver.front.Column;
import io.canopydb.driver.session.Completion;
import io.canopydb.driver.session.TransactionStatus;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a {@link TextFront} says to its client, message by message. */
public interface TextClient {

  /** Rows follow. */
  void columns(List<Column> columns);

  /** A row; null for NULL. */
  void row(@Nullable String[] values);

  /** A statement has ended, which gave rows. */
  void complete(String tag, Completion completion);

  /** A statement has ended, which gave none. */
  void complete(String tag, Completion completion, long count);

  /** There are rows left; the portal is to be asked again. */
  void suspended();

  void failed(SQLException error);

  /** The next request may come. */
  void ready(TransactionStatus status);
}
