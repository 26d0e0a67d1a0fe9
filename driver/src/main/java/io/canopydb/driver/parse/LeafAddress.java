package io.canopydb.driver.parse;

import io.canopydb.driver.parse.command.HostPort;
import org.jspecify.annotations.Nullable;

/**
 * {@code user:'password'@'host':port} and {@code 'host':port}, read by characters: the two engines
 * cut such a text into tokens differently, and hosts without quotes have dots and hyphens.
 */
final class LeafAddress {
  private final Tokens tokens;
  private final String text;
  private int at;

  private @Nullable String user;
  private @Nullable String password;
  private String host = "";
  private int port;

  private LeafAddress(Tokens tokens, int at) {
    this.tokens = tokens;
    this.text = tokens.text();
    this.at = at;
  }

  /** Reads {@code host:port}. */
  static HostPort hostPort(Tokens tokens, TokenReader reader) {
    LeafAddress address = start(tokens, reader);
    address.readHostPort();
    reader.skipTo(address.at);
    return address.hostPort();
  }

  /** Reads {@code user[:password]@host:port}. */
  static LeafAddress account(Tokens tokens, TokenReader reader) {
    LeafAddress address = start(tokens, reader);
    address.user = address.part("the user", ":@");
    if (address.take(':')) {
      address.password = address.part("the password", "@");
    }
    if (!address.take('@')) {
      throw address.error("'@' and the host are missing: ADD LEAF user:'password'@'host':port");
    }
    address.readHostPort();
    reader.skipTo(address.at);
    return address;
  }

  private static LeafAddress start(Tokens tokens, TokenReader reader) {
    if (reader.atEnd()) {
      throw reader.error("the leaf is missing: write it as 'host':port");
    }
    return new LeafAddress(tokens, tokens.start(reader.at()));
  }

  String user() {
    return user == null ? "" : user;
  }

  @Nullable String password() {
    return password;
  }

  HostPort hostPort() {
    return new HostPort(host, port);
  }

  private void readHostPort() {
    if (at < text.length() && text.charAt(at) == '[') {
      int close = text.indexOf(']', at);
      if (close < 0) {
        throw error("the host's ']' is missing");
      }
      host = text.substring(at + 1, close);
      at = close + 1;
    } else {
      host = part("the host", ":");
    }
    if (!take(':')) {
      throw error("':' and the port are missing after the host");
    }
    int from = at;
    int number = 0;
    while (at < text.length() && Characters.isDigit(text.charAt(at)) && number <= 65535) {
      number = number * 10 + (text.charAt(at++) - '0');
    }
    if (at == from || number < 1 || number > 65535) {
      throw SqlSyntaxException.at(text, from, "the port is a number from 1 to 65535");
    }
    port = number;
  }

  private boolean take(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  /** A part in quotes, or up to one of the delimiters or white space. */
  private String part(String what, String delimiters) {
    int from = at;
    if (from < text.length() && "'\"`".indexOf(text.charAt(from)) >= 0) {
      boolean backslash = !tokens.rules().noBackslashEscapes() && text.charAt(from) != '`';
      int end = from + 1;
      char quote = text.charAt(from);
      while (end < text.length()) {
        char c = text.charAt(end);
        if (c == '\\' && backslash) {
          end++;
        } else if (c == quote) {
          if (end + 1 < text.length() && text.charAt(end + 1) == quote) {
            end++;
          } else {
            break;
          }
        }
        end++;
      }
      if (end >= text.length()) {
        throw SqlSyntaxException.at(text, from, what + " has no closing " + quote);
      }
      at = end + 1;
      return nonEmpty(Literals.plain(text, from, at, backslash), what, from);
    }
    while (at < text.length()
        && !Characters.isSpace(text.charAt(at))
        && ",();".indexOf(text.charAt(at)) < 0
        && delimiters.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return nonEmpty(text.substring(from, at), what, from);
  }

  private String nonEmpty(String value, String what, int from) {
    if (value.isEmpty() && !what.equals("the password")) {
      throw SqlSyntaxException.at(text, from, what + " is missing");
    }
    return value;
  }

  private SqlSyntaxException error(String message) {
    return SqlSyntaxException.at(text, at, message);
  }
}
