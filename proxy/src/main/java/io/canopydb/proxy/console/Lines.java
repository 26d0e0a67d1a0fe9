package io.canopydb.proxy.console;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where the shell's lines come from. */
@FunctionalInterface
public interface Lines {

  /**
   * The next line; null at the end.
   *
   * @param prompt what a user at a terminal sees before it
   */
  @Nullable String next(String prompt) throws IOException;
}
