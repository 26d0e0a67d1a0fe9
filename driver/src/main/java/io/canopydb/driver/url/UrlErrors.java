package io.canopydb.driver.url;

import io.canopydb.driver.error.CanopyError;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Says what is wrong with a URL, without showing its query, which may hold a password.
 *
 * @param shown the URL up to its question mark
 * @param form how it should be written
 * @param keys the properties it may have
 */
record UrlErrors(String shown, String form, List<String> keys) {

  static UrlErrors of(String url, String form, List<String> keys) {
    int question = url.indexOf('?');
    String shown = question < 0 ? url : url.substring(0, question);
    // user:password@host is no form of ours, but people write it.
    return new UrlErrors(shown.replaceAll("//[^/]*@", "//...@"), form, keys);
  }

  SQLException wrong(String what) {
    return CanopyError.URL.with(shown, what, form);
  }

  SQLException unknown(String key) {
    List<String> byDistance = new ArrayList<>(keys);
    byDistance.sort(Comparator.comparingInt(known -> distance(key, known)));
    return wrong(
        "there is no property '"
            + key
            + "', the nearest is '"
            + byDistance.get(0)
            + "' (a property of the engine's own driver is written leaf."
            + key
            + ")");
  }

  String decode(String text) throws SQLException {
    try {
      return PercentCoding.decode(text);
    } catch (IllegalArgumentException e) {
      throw wrong("a '%' is not followed by two hexadecimal digits; write % itself as %25");
    }
  }

  /** Levenshtein's, without regard to letter case. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] previous = new int[b.length() + 1];
    Arrays.setAll(previous, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
