package io.canopydb.driver.url;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Percent-coding as in the query of a URI: a plus sign is a plus sign. */
final class PercentCoding {
  private PercentCoding() {}

  /**
   * @throws IllegalArgumentException where a percent sign is not followed by two hex digits
   */
  static String decode(String text) {
    return text.indexOf('%') < 0
        ? text
        : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }
}
