package io.canopydb.metadata.placement;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code collation-weights.txt}.
 *
 * <p>A line {@code collation NAME PAD GREATEST} begins a collation: {@code pad} or {@code no-pad},
 * and the greatest code point of its character set, in hexadecimal. The lines behind it hold
 * characters of it as {@code CODE=WEIGHT}, all in hexadecimal, the levels of a weight divided by
 * {@code /}. A {@code #} begins a comment.
 */
final class WeightTables {
  private static final String RESOURCE = "collation-weights.txt";
  private static final Map<String, WeightTable> TABLES = read();

  private WeightTables() {}

  static @Nullable WeightTable find(String collation) {
    return TABLES.get(collation);
  }

  private static Map<String, WeightTable> read() {
    Map<String, WeightTable> tables = new HashMap<>();
    try (InputStream in = WeightTables.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + RESOURCE + " is missing");
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
      byte[] @Nullable [][] weights = new byte[WeightTable.SIZE][][];
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ");
        if (words[0].equals("collation")) {
          weights = new byte[WeightTable.SIZE][][];
          int greatest = Integer.parseInt(words[3], 16);
          tables.put(words[1], new WeightTable(words[2].equals("pad"), greatest, weights));
        } else if (!words[0].equals("#")) {
          readCharacters(words, weights);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the resource " + RESOURCE + " cannot be read", e);
    }
    return Map.copyOf(tables);
  }

  private static void readCharacters(String[] words, byte[] @Nullable [][] weights) {
    HexFormat hex = HexFormat.of().withUpperCase();
    for (String word : words) {
      int equals = word.indexOf('=');
      String[] levels = word.substring(equals + 1).split("/", -1);
      byte[][] character = new byte[levels.length][];
      for (int level = 0; level < levels.length; level++) {
        character[level] = hex.parseHex(levels[level]);
      }
      weights[Integer.parseInt(word.substring(0, equals), 16)] = character;
    }
  }
}
