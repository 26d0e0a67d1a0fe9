package io.canopydb.rebalancer.cli;

import io.canopydb.driver.parse.command.HostPort;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code user@host:port}, and because users will write it, {@code user:password@host:port}.
 *
 * @param password null where none is written; never printed
 */
record LeafArgument(String user, @Nullable String password, HostPort server) {
  private static final Pattern FORM =
      Pattern.compile("([^:@]+)(?::(.*))?@(\\[[^\\]]+\\]|[^:@\\[\\]]+):(\\d{1,5})", Pattern.DOTALL);

  @Override
  public String toString() {
    return user + "@" + server;
  }

  /** Reads it for picocli, whose own message would repeat the password. */
  static final class Converter implements ITypeConverter<LeafArgument> {
    @Override
    public LeafArgument convert(String text) {
      Matcher matcher = FORM.matcher(text);
      if (!matcher.matches()) {
        throw new TypeConversionException("write the leaf as user@host:port");
      }
      String host = matcher.group(3);
      int port = Integer.parseInt(matcher.group(4));
      if (port < 1 || port > 65535) {
        throw new TypeConversionException("the port is a number from 1 to 65535, not " + port);
      }
      String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
      return new LeafArgument(matcher.group(1), matcher.group(2), new HostPort(plain, port));
    }
  }
}
