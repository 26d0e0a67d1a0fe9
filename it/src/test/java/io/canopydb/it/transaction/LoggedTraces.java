package io.canopydb.it.transaction;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** The stack traces that this process logs, but for those of ZooKeeper's server, a guest here. */
final class LoggedTraces {
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          if (event.getThrowableProxy() != null
              && !event.getLoggerName().startsWith("org.apache.zookeeper.server")) {
            seen.add(event.getLoggerName() + ": " + event.getFormattedMessage());
          }
        }
      };

  private LoggedTraces() {}

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  static LoggedTraces begin() {
    LoggedTraces traces = new LoggedTraces();
    traces.appender.setContext(root().getLoggerContext());
    traces.appender.start();
    root().addAppender(traces.appender);
    return traces;
  }

  List<String> seen() {
    return List.copyOf(seen);
  }

  void end() {
    root().detachAppender(appender);
  }
}
