package io.canopydb.rebalancer.cli;

import io.canopydb.metadata.store.MetadataException;
import java.io.IOException;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one sentence why a command failed; only what nobody foresaw is told with its trace. */
public final class CommandFailures implements IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(CommandFailures.class);

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    LOG.debug("{} failed", command.getCommandName(), failure);
    String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    command
        .getErr()
        .println(command.getColorScheme().errorText(foreseen(failure) ? text : failure.toString()));
    if (!foreseen(failure)) {
      failure.printStackTrace(command.getErr());
    }
    command.getErr().flush();
    return ExitCode.FAILED;
  }

  private static boolean foreseen(Exception failure) {
    return failure instanceof SQLException
        || failure instanceof MetadataException
        || failure instanceof IOException;
  }
}
