package io.canopydb.it.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.canopydb.it.pool.PlainServer;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.placement.CollationWeights;
import io.canopydb.metadata.placement.KeyBytes;
import io.canopydb.metadata.placement.KnownCollations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pinned weights are those of a real server, alone and in strings, and so are the rules. */
class CollationWeightsTest {
  private static final String RESOURCE = "/io/canopydb/metadata/placement/collation-weights.txt";

  private static final List<String> WITHOUT_TABLE =
      List.of(
          "utf8mb4_0900_bin",
          "utf8mb4_bin",
          "utf8mb3_bin",
          "utf8mb4_hu_0900_ai_ci",
          "utf8mb4_es_trad_0900_as_cs",
          "utf8mb4_ja_0900_as_cs",
          "utf8mb4_ja_0900_as_cs_ks",
          "utf8mb4_de_pb_0900_ai_ci",
          "utf8mb4_vi_0900_ai_ci");

  /** What collations treat in special ways, none of it in the tables. */
  private static final List<String> SPECIAL =
      List.of(
          "\u0000",
          "\u0001",
          "\t",
          "\n",
          "\u007f",
          "\u00ad",
          "ß",
          "ss",
          "SS",
          "ẞ",
          "æ",
          "ae",
          "ﬁ",
          "fi",
          "e\u0301",
          "é",
          "É",
          "a\u030a",
          "å",
          "Å",
          "ı",
          "İ",
          "ĳ",
          "ij",
          "Ł",
          "ø",
          "ö",
          "ch",
          "lj",
          "ǆ",
          "dž",
          "cs",
          "ccs",
          "ll",
          "木",
          "あ",
          "ア",
          "ｱ",
          "가",
          "\ud83c\udf33",
          "\ud835\udc00",
          "\u200b",
          "\ufeff",
          "\u3000",
          "\u00a0",
          "¨",
          "½",
          "ﷺ",
          "\u0e40\u0e01",
          "\u0301",
          "-",
          "--",
          "\uffff",
          "\udbff\udfff");

  static Stream<String> tableCollations() {
    return resource()
        .lines()
        .filter(line -> line.startsWith("collation "))
        .map(line -> line.split(" ")[1]);
  }

  static Stream<String> allCollations() {
    return Stream.concat(tableCollations(), WITHOUT_TABLE.stream());
  }

  /** The whole file, made anew from the server, is the pinned one. */
  @Test
  void theTableIsTheServers() throws SQLException, IOException {
    StringBuilder made = new StringBuilder();
    resource().lines().takeWhile(line -> line.startsWith("#")).forEach(line -> line(made, line));
    try (Connection connection = PlainServer.of(Engine.MYSQL).connect(null)) {
      ServerWeights server = new ServerWeights(connection);
      for (String collation : tableCollations().toList()) {
        section(made, server, collation);
      }
    }
    if (!made.toString().equals(resource())) {
      Path file = Files.createTempFile("collation-weights", ".txt");
      Files.writeString(file, made);
      fail("the table is not this server's, which gave that in %s", file);
    }
  }

  private static void section(StringBuilder made, ServerWeights server, String collation)
      throws SQLException {
    int greatest =
        switch (ServerWeights.characterSet(collation)) {
          case "utf8mb4" -> Character.MAX_CODE_POINT;
          case "utf8mb3" -> Character.MAX_VALUE;
          case "latin1" -> 0xFF;
          case "ascii" -> 0x7F;
          default -> throw new AssertionError(collation);
        };
    line(
        made,
        "collation "
            + collation
            + (server.pads(collation) ? " pad " : " no-pad ")
            + Integer.toHexString(greatest).toUpperCase(Locale.ROOT));
    List<Integer> codes =
        IntStream.concat(IntStream.rangeClosed(0x20, 0x7E), IntStream.rangeClosed(0xA0, 0xFF))
            .filter(code -> code <= greatest)
            .boxed()
            .toList();
    List<byte @Nullable []> weights =
        server.weights(collation, codes.stream().map(Character::toString).toList());
    List<String> words = new ArrayList<>();
    for (int i = 0; i < codes.size(); i++) {
      byte[] weight = weights.get(i);
      if (weight != null) {
        words.add(
            Integer.toHexString(codes.get(i)).toUpperCase(Locale.ROOT)
                + "="
                + levels(collation, weight));
      }
    }
    for (int from = 0; from < words.size(); from += 8) {
      line(made, String.join(" ", words.subList(from, Math.min(words.size(), from + 8))));
    }
  }

  /** Only the collations of UCA 9.0.0 have levels, divided by a weight of 0. */
  private static String levels(String collation, byte[] weight) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < weight.length; i++) {
      boolean divider =
          collation.contains("_0900_")
              && i % 2 == 0
              && i + 1 < weight.length
              && weight[i] == 0
              && weight[i + 1] == 0;
      if (divider) {
        text.append('/');
        i++;
      } else {
        text.append(String.format(Locale.ROOT, "%02X", weight[i]));
      }
    }
    return text.toString();
  }

  private static void line(StringBuilder made, String line) {
    made.append(line).append('\n');
  }

  /** A string of known characters has the weights that the server gives it. */
  @ParameterizedTest
  @MethodSource("allCollations")
  void stringsAreWeighedAsTheServerDoes(String collation) throws SQLException {
    CollationWeights weights = KnownCollations.weights(collation).orElseThrow();
    List<String> texts = new ArrayList<>(strings(collation));
    texts.add("x".repeat(4000) + " ");
    try (Connection connection = PlainServer.of(Engine.MYSQL).connect(null)) {
      List<byte @Nullable []> served = new ServerWeights(connection).weights(collation, texts);
      int compared = 0;
      for (int i = 0; i < texts.size(); i++) {
        KeyBytes known = weights.weigh(texts.get(i));
        byte[] given = served.get(i);
        if (known != null && given != null) {
          compared++;
          assertThat(known).as(shown(texts.get(i))).isEqualTo(weights.ofLeaf(given));
        }
        if (known != null) {
          assertThat(given).as("the character set holds %s", shown(texts.get(i))).isNotNull();
        }
      }
      if (weights.weigh("a") != null) {
        assertThat(compared).isGreaterThan(texts.size() / 4);
      }
    }
  }

  /** Canonical weights are equal if and only if the server finds the strings equal. */
  @ParameterizedTest
  @MethodSource("allCollations")
  void equalStringsAndOnlyThoseHaveEqualWeights(String collation) throws SQLException {
    CollationWeights weights = KnownCollations.weights(collation).orElseThrow();
    Random random = new Random(collation.hashCode());
    List<String> left = new ArrayList<>();
    List<String> right = new ArrayList<>();
    for (String text : strings(collation)) {
      left.add(text);
      right.add(varied(text, random));
    }
    try (Connection connection = PlainServer.of(Engine.MYSQL).connect(null)) {
      ServerWeights server = new ServerWeights(connection);
      List<byte @Nullable []> ofLeft = server.weights(collation, left);
      List<byte @Nullable []> ofRight = server.weights(collation, right);
      List<Boolean> equal = server.equal(collation, left, right);
      int found = 0;
      for (int i = 0; i < left.size(); i++) {
        byte[] one = ofLeft.get(i);
        byte[] other = ofRight.get(i);
        if (one != null && other != null) {
          found += equal.get(i) ? 1 : 0;
          assertThat(weights.ofLeaf(one).equals(weights.ofLeaf(other)))
              .as("%s and %s", shown(left.get(i)), shown(right.get(i)))
              .isEqualTo(equal.get(i));
        }
      }
      assertThat(found).as("pairs that are equal").isGreaterThan(20);
    }
  }

  private static List<String> strings(String collation) {
    Random random = new Random(collation.length());
    List<String> strings = new ArrayList<>(List.of("", " ", "  ", "a", "a ", "a\t", "a \u0001"));
    strings.addAll(SPECIAL);
    for (int i = 0; i < 1000; i++) {
      StringBuilder text = new StringBuilder();
      int parts = random.nextInt(7);
      for (int part = 0; part < parts; part++) {
        int kind = random.nextInt(i % 2 == 0 ? 6 : 9);
        if (kind < 4) {
          text.append((char) (0x20 + random.nextInt(0x5F)));
        } else if (kind < 6) {
          text.append((char) (0xA0 + random.nextInt(0x60)));
        } else if (kind < 7) {
          text.append(SPECIAL.get(random.nextInt(SPECIAL.size())));
        } else {
          text.appendCodePoint(wellFormed(random));
        }
      }
      strings.add(text.toString());
    }
    return strings;
  }

  private static int wellFormed(Random random) {
    int code = random.nextInt(random.nextBoolean() ? 0x600 : 0x20000);
    return code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE ? 'x' : code;
  }

  /** A string that some collation may find equal. */
  private static String varied(String text, Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> text.toUpperCase(Locale.ROOT);
      case 1 -> text.toLowerCase(Locale.ROOT);
      case 2 -> text + " ".repeat(1 + random.nextInt(3));
      case 3 -> text.stripTrailing();
      case 4 -> java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFD);
      case 5 ->
          java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKD)
              .replaceAll("\\p{M}", "");
      case 6 -> text + SPECIAL.get(random.nextInt(SPECIAL.size()));
      default -> text;
    };
  }

  private static String shown(String text) {
    return Arrays.toString(text.codePoints().mapToObj(Integer::toHexString).toArray());
  }

  private static String resource() {
    try (InputStream in = CollationWeights.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new AssertionError("no " + RESOURCE);
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
