package io.canopydb.driver.front;

import com.mysql.cj.CharsetMapping;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A collation of MySQL's by its number, as clients name one when they greet.
 *
 * @param number as the protocol has it
 * @param name {@code utf8mb4_0900_ai_ci}
 * @param characterSet {@code utf8mb4}
 */
public record MySqlCollation(int number, String name, String characterSet) {
  /** What a server takes where a client names one that there is not. */
  public static final MySqlCollation DEFAULT =
      new MySqlCollation(255, "utf8mb4_0900_ai_ci", "utf8mb4");

  /** The collation of a number; the default one for a number that none has. */
  public static MySqlCollation of(int number) {
    String name = CharsetMapping.getStaticCollationNameForCollationIndex(number);
    String set = CharsetMapping.getStaticMysqlCharsetNameForCollationIndex(number);
    return name == null || set == null ? DEFAULT : new MySqlCollation(number, name, set);
  }

  /** Whether its texts are UTF-8. */
  public boolean utf8() {
    return switch (characterSet) {
      case "utf8mb4", "utf8mb3", "utf8" -> true;
      default -> false;
    };
  }

  /** What Java calls the character set; of bytes UTF-8. */
  public Charset charset() {
    String java = CharsetMapping.getStaticJavaEncodingForCollationIndex(number);
    return utf8() || java == null || characterSet.equals("binary")
        ? StandardCharsets.UTF_8
        : Charset.forName(java);
  }
}
