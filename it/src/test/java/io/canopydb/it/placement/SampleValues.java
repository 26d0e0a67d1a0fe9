package io.canopydb.it.placement;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Values of every Java class that an application sets, near all the limits of column types. */
final class SampleValues {
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "  ",
          "a",
          "A",
          "a ",
          "A  ",
          "á",
          "Á",
          "ab",
          "aB",
          "b",
          "abc",
          "abcdefgh",
          "abcdefghi",
          "abcdefgh ",
          "abcdefgh  x",
          "ß",
          "ss",
          "sS",
          "æ",
          "ae",
          "Æ",
          "ﬁ",
          "fi",
          "e\u0301",
          "é",
          "É",
          "ı",
          "İ",
          "i",
          "木",
          "あ",
          "ア",
          "\ud83c\udf33",
          "a\t",
          "\t",
          "a\u0001",
          "a'b",
          "%",
          "_",
          "½",
          "ÿ",
          "x\u0300",
          "ä",
          "a\u0308",
          "NULL",
          "null",
          "0",
          "00",
          "05",
          "5",
          " 5",
          "5 ",
          "+5",
          "-5",
          "-0",
          "5.0",
          "5.00",
          "5.",
          ".5",
          "0.5",
          "5.5",
          "5e0",
          "5E1",
          "0x5",
          "5abc",
          "1.005",
          "99.995",
          "127",
          "128",
          "-129",
          "255",
          "256",
          "2147483648",
          "9007199254740993",
          "1234567890123456789",
          "18446744073709551615",
          "18446744073709551616",
          "99999999999999999999999999",
          "1e400",
          "NaN",
          "Infinity",
          "2026-11-23",
          "2026-11-23 00:00:00",
          "2026-11-23 01:02:03",
          "2026-11-23 01:02:03.5",
          "2026-11-23 01:02:03.500",
          "2026-11-23 01:02:03.123456",
          "2026-11-23 01:02:03.999999",
          "2026-11-23T01:02:03",
          "20261123",
          "20261123010203",
          "26-11-23",
          "2026-1-2",
          "2026-02-30",
          "0000-00-00",
          "2026-00-00",
          "1999-12-31 23:59:59.9999999",
          "0999-01-01",
          "10000-01-01",
          "2026-11-23 ",
          " 2026-11-23",
          "2026/11/23",
          "2026-11-23 24:00:00",
          "2026-11-23 01:30:00+02",
          "2026-11-23 01:30:00+02:00",
          "2026-11-22 23:30:00Z",
          "2026-11-22 23:30:00+00",
          "2026-11-23 01:02:03 Europe/Berlin",
          "2026-11-23 01:02:03-07:30",
          "10:20:30",
          "10:20:30.5",
          "10:20:30.50",
          "10:20:30.123456",
          "10:20:30.9999995",
          "24:00:00",
          "838:59:59",
          "-10:20:30",
          "1:2:3",
          "102030",
          "10:20",
          "23:59:60",
          "2 10:20:30",
          "00112233-4455-6677-8899-aabbccddeeff",
          "00112233-4455-6677-8899-AABBCCDDEEFF",
          "{00112233-4455-6677-8899-aabbccddeeff}",
          "00112233445566778899aabbccddeeff",
          "true",
          "t",
          "TRUE",
          "yes",
          "on",
          "1",
          "false",
          "f",
          "off",
          "tru",
          "\\x61",
          "\\x00ff",
          "now",
          "today",
          "epoch",
          "infinity",
          "tomorrow");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "-1",
          "5",
          "-5",
          "127",
          "128",
          "-128",
          "-129",
          "255",
          "256",
          "32767",
          "32768",
          "-32769",
          "65535",
          "65536",
          "8388608",
          "16777215",
          "16777217",
          "2147483647",
          "2147483648",
          "-2147483649",
          "4294967295",
          "4294967296",
          "9007199254740991",
          "9007199254740993",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "18446744073709551615",
          "18446744073709551616",
          "123456789012345678901234567890",
          "0.5",
          "-0.5",
          "1.5",
          "2.5",
          "-2.5",
          "5.0",
          "5.00",
          "1.005",
          "1.015",
          "99.99",
          "99.995",
          "100.00",
          "12345.675",
          "0.000001",
          "0.10",
          "9999999999.995",
          "12300",
          "20261123");

  private final Random random;

  SampleValues(long seed) {
    this.random = new Random(seed);
  }

  /** All of them, each once, in no order. */
  List<Object> all() {
    Map<String, Object> values = new LinkedHashMap<>();
    TEXTS.forEach(text -> put(values, text));
    for (String number : NUMBERS) {
      BigDecimal decimal = new BigDecimal(number);
      put(values, decimal);
      put(values, decimal.doubleValue());
      put(values, decimal.floatValue());
      if (decimal.scale() == 0) {
        put(values, decimal.toBigInteger());
        if (decimal.toBigInteger().bitLength() < Long.SIZE) {
          put(values, decimal.longValue());
        }
        if (decimal.toBigInteger().bitLength() < Integer.SIZE) {
          put(values, decimal.intValue());
        }
      }
    }
    put(values, new BigDecimal("1E5"));
    put(values, (short) 7);
    put(values, (byte) 7);
    put(values, 0.1);
    put(values, 0.1f);
    put(values, 1e15);
    put(values, 1e16);
    put(values, 1e300);
    put(values, -0.0);
    put(values, true);
    put(values, false);
    for (String bytes : List.of("", "a", "ab", "a\0", "\0", "abcdefgh", "abcdefghi", "a ", "é")) {
      values.put("bytes " + bytes, bytes.getBytes(StandardCharsets.UTF_8));
    }
    put(values, LocalDate.of(2026, 11, 23));
    put(values, LocalDate.of(999, 1, 1));
    put(values, LocalDateTime.of(2026, 11, 23, 0, 0));
    put(values, LocalDateTime.of(2026, 11, 23, 1, 2, 3, 500_000_000));
    put(values, LocalDateTime.of(2026, 11, 23, 1, 2, 3, 123_456_789));
    put(values, LocalDateTime.of(2026, 11, 23, 1, 2, 3, 999_999_900));
    put(values, LocalTime.of(10, 20, 30));
    put(values, LocalTime.of(10, 20, 30, 123_456_000));
    put(values, LocalTime.of(10, 20, 30, 999_999_999));
    put(values, OffsetDateTime.parse("2026-11-23T01:30:00+02:00"));
    put(values, OffsetDateTime.parse("2026-11-22T23:30:00Z"));
    put(values, OffsetDateTime.parse("2026-11-22T23:30:00.123456789Z"));
    put(values, java.sql.Date.valueOf("2026-11-23"));
    put(values, java.sql.Date.valueOf("1582-10-04"));
    put(values, Timestamp.valueOf("2026-11-23 01:02:03.5"));
    put(values, Timestamp.valueOf("2026-11-23 00:00:00"));
    put(values, java.sql.Time.valueOf("10:20:30"));
    put(values, UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"));
    for (int i = 0; i < 60; i++) {
      put(values, (long) random.nextInt());
      put(values, BigDecimal.valueOf(random.nextInt(100_000), random.nextInt(5)));
      put(values, new BigInteger(70, random));
      put(values, word());
    }
    List<Object> all = new ArrayList<>(values.values());
    Collections.shuffle(all, random);
    return all;
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    String letters = "aAáÁbBßsS eEéÉ";
    int length = random.nextInt(6);
    for (int i = 0; i < length; i++) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }

  private static void put(Map<String, Object> values, Object value) {
    values.put(value.getClass().getSimpleName() + ' ' + value, value);
  }
}
