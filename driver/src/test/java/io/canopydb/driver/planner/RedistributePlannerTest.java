package io.canopydb.driver.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tables move where their rows do not lie together; {@code b} is small, all else large. */
class RedistributePlannerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SELECT a.x, b.y, a.k FROM a JOIN b ON a.x = b.y; broadcast b",
        "SELECT a.x, b.y, a.k FROM a LEFT JOIN b ON a.x = b.y; broadcast b",
        // Whoever is kept whole by the join must not stand on every leaf.
        "SELECT a.x, b.y, a.k FROM b LEFT JOIN a ON a.x = b.y; a by x, b by y",
        // Both are large: to move one to four leaves moves more than to move both once.
        "SELECT a.x, c.y, a.k FROM a JOIN c ON a.x = c.y; a by x, c by y",
        "SELECT a.x, c.y, a.k FROM a LEFT JOIN c ON a.x = c.y; a by x, c by y",
        // The shard key of one is what joins it: that one stays.
        "SELECT a.x, c.y, a.k FROM a JOIN c ON a.x = c.k; a by x",
        "SELECT a.x, c.y, a.k FROM a JOIN c ON a.k = c.y JOIN b ON b.x = a.y;"
            + " broadcast b, c by y",
        "SELECT a.x, a.y, a.k FROM a WHERE a.x IN (SELECT c.y FROM c); a by x, c by y",
        "SELECT a.x, a.y, a.k FROM a WHERE NOT EXISTS (SELECT 1 FROM c WHERE c.y = a.x);"
            + " a by x, c by y",
        // Conditions make one of them small.
        "SELECT a.x, c.y, a.k FROM a JOIN c ON a.x = c.y WHERE c.x = 1 AND c.y = 2; broadcast c",
        // What lies together stays together.
        "SELECT a.x, b.y, c.k FROM a JOIN c ON a.k = c.k JOIN b ON b.x = a.y; broadcast b",
        // Each leaf must choose the same of equal rows: only one of them may choose.
        "SELECT a.x, d.y, a.k FROM a JOIN (SELECT y FROM b ORDER BY x LIMIT 3) d ON a.x = d.y;"
            + " gather",
        "SELECT a.x, d.y, a.k FROM a JOIN (SELECT y, ROW_NUMBER() OVER (ORDER BY x) AS r FROM b) d"
            + " ON a.x = d.y; gather",
        // No column joins them.
        "SELECT a.x, c.y, a.k FROM a JOIN c ON a.x < c.y; gather",
        "SELECT a.x, b.y, a.k FROM a JOIN b ON a.k = b.k WHERE a.x > 1; local",
        // A hint has the last word.
        "SELECT /*canopy gather */ a.x, b.y, a.k FROM a JOIN b ON a.x = b.y; gather",
        "SELECT /* canopy BROADCAST */ a.x, c.y, a.k FROM a JOIN c ON a.x = c.y; broadcast c",
        "SELECT /*canopy repartition*/ a.x, b.y, a.k FROM a JOIN b ON a.x = b.y; a by x, b by y",
      })
  void movesTheFewerRows(String sql, String moves) throws SQLException {
    for (Engine engine : Engine.values()) {
      assertThat(moves(Planned.plan(engine, sql))).as(engine + ": " + sql).isEqualTo(moves);
    }
  }

  /** What moves where in a plan, by the name of the table. */
  private static String moves(String plan) {
    if (!plan.startsWith("Redistribute")) {
      return plan.startsWith("Gather") ? "gather" : "local";
    }
    TreeSet<String> moves = new TreeSet<>();
    Matcher found = MOVE.matcher(plan);
    while (found.find()) {
      String table = found.group(3);
      moves.add(found.group(2) == null ? "broadcast " + table : table + " by " + found.group(2));
    }
    return String.join(", ", moves);
  }

  private static final Pattern MOVE =
      Pattern.compile(
          "(broadcast|repartition by hash of ([^\n]*)), scratch[^\n]*\n[^\n]*\n"
              + "[^\n]* FROM <shop_n>\\.[`\"](\\w+)");

  @Test
  void onlyTheSmallTableMoves() throws SQLException {
    String plan =
        Planned.plan(
            Engine.MYSQL, "SELECT a.x, b.y, c.k FROM a JOIN c ON a.k = c.k JOIN b ON b.x = a.y");
    assertThat(plan)
        .contains("FROM <shop_n>.`a` JOIN <shop_n>.`c`")
        .contains("<scratch 1002> AS `b`")
        .doesNotContain("scratch 1000")
        .doesNotContain("scratch 1001");
  }

  @Test
  void aSessionsOwnTableIsGathered() throws SQLException {
    String sql = "SELECT a.x, b.y, mine.n FROM a JOIN b ON a.x = b.y, mine";
    assertThat(Planned.plan(Engine.MYSQL, sql, Set.of("mine"), 3)).startsWith("Gather");
  }

  /** MySQL opens a temporary table once in a statement. */
  @Test
  void aCommonTableThatIsNamedTwiceIsGatheredOnMySql() throws SQLException {
    String twice =
        "WITH w AS (SELECT y FROM b) SELECT a.x, w.y, v.y FROM a JOIN w ON a.x = w.y, w AS v";
    assertThat(Planned.plan(Engine.MYSQL, twice)).startsWith("Gather");
    assertThat(Planned.plan(Engine.POSTGRESQL, twice)).startsWith("Redistribute");
    String once = "WITH w AS (SELECT y FROM b) SELECT a.x, w.y, a.k FROM a JOIN w ON a.x = w.y";
    assertThat(Planned.plan(Engine.MYSQL, once)).startsWith("Redistribute");
  }

  /** A large table is read for those keys alone that a small one was found to have. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SELECT /*canopy repartition*/ a.x, b.y, a.k FROM a JOIN b ON a.x = b.y; a.x",
        "SELECT /*canopy gather*/ a.x, b.y, a.k FROM b JOIN a ON a.x = b.y; a.x",
        "SELECT /*canopy gather*/ a.x, a.y, a.k FROM a WHERE a.x IN (SELECT b.y FROM b); a.x",
        "SELECT /*canopy gather*/ b.x, b.y, b.k FROM b WHERE EXISTS"
            + " (SELECT 1 FROM a WHERE a.x = b.y); a.x",
        "SELECT /*canopy gather*/ b.x, b.y, b.k FROM b WHERE NOT EXISTS"
            + " (SELECT 1 FROM a WHERE a.x = b.y); a.x",
        "SELECT /*canopy gather*/ a.x, b.y, a.k FROM b LEFT JOIN a ON a.x = b.y; a.x",
        // All of its rows are wanted, whether there are others or not.
        "SELECT /*canopy gather*/ a.x, b.y, a.k FROM a LEFT JOIN b ON a.x = b.y; none",
        "SELECT /*canopy gather*/ a.x, a.y, a.k FROM a WHERE a.x NOT IN (SELECT b.y FROM b); none",
        "SELECT /*canopy gather*/ a.x, a.y, a.k FROM a WHERE NOT EXISTS"
            + " (SELECT 1 FROM b WHERE a.x = b.y); none",
        "SELECT /*canopy gather*/ a.x, a.y, a.k FROM a WHERE a.y = 1 OR a.x IN (SELECT b.y FROM b);"
            + " none",
        // Where a derived table is more than rows passed on, nothing is said of its own.
        "SELECT /*canopy gather*/ b.x, b.y, b.k FROM b JOIN"
            + " (SELECT x AS v, COUNT(*) AS n FROM a GROUP BY x) d ON d.v = b.y; none",
        "SELECT /*canopy gather*/ b.x, b.y, d.m FROM b JOIN"
            + " (SELECT x AS v, y AS m FROM a ORDER BY y LIMIT 5) d ON d.v = b.y; none",
        "SELECT /*canopy gather*/ b.x, b.y, d.m FROM b JOIN"
            + " (SELECT COUNT(*) AS n, MAX(x) AS m FROM a) d ON d.m = b.y; none",
        "SELECT /*canopy gather*/ b.x, b.y, d.n FROM b JOIN"
            + " (SELECT x AS v, COUNT(*) OVER () AS n FROM a) d ON d.v = b.y; none",
        // A window counts the rows that do not match, too, though it stays within partitions.
        "SELECT /*canopy gather*/ b.x, b.y, d.n FROM b JOIN"
            + " (SELECT k, x AS v, COUNT(*) OVER (PARTITION BY k) AS n FROM a) d ON d.v = b.y;"
            + " none",
        "SELECT /*canopy gather*/ b.x, b.y, d.n FROM b JOIN"
            + " (SELECT k, x AS v, COUNT(*) AS n FROM a GROUP BY k, x) d ON d.v = b.y; none",
        "WITH w AS (SELECT x, y FROM a) SELECT /*canopy gather*/ w.x, b.y, v.y FROM b"
            + " JOIN w ON w.x = b.y JOIN w v ON v.x > b.x; none",
      })
  void rowsThatNothingMatchesAreNotShipped(String sql, String reduced) throws SQLException {
    for (Engine engine : Engine.values()) {
      Matcher found = AMONG.matcher(Planned.plan(engine, sql));
      String of = found.find() ? found.group(1) + "." + found.group(2) : "none";
      assertThat(of).as(engine + ": " + sql).isEqualTo(reduced);
    }
  }

  private static final Pattern AMONG =
      Pattern.compile("FROM <shop_n>\\.[`\"](\\w+)[^\n]* [`\"](\\w+)[`\"] IN <column");

  /** Reference tables lie on every leaf: what they leave out need not be shipped. */
  @Test
  void conditionsOnReferenceTablesReduceWhatIsShipped() throws SQLException {
    String joined =
        "SELECT /*canopy gather*/ a.x, c.y, a.k FROM a JOIN c ON a.x > c.y JOIN ref r ON r.id = a.y";
    assertThat(Planned.plan(Engine.POSTGRESQL, joined + " WHERE r.name = 'n' AND c.x = 1"))
        .contains(
            "FROM <shop_n>.\"a\" WHERE \"y\" IN"
                + " (SELECT \"id\" FROM \"public\".\"ref\" AS r WHERE (r.name = ?1))")
        .contains("FROM <shop_n>.\"c\" WHERE (c.x = ?2)\n");
    assertThat(Planned.plan(Engine.POSTGRESQL, joined)).doesNotContain(" IN ");
    String left = joined.replace("JOIN ref", "LEFT JOIN ref");
    assertThat(Planned.plan(Engine.POSTGRESQL, left + " AND r.name = 'n'")).doesNotContain(" IN ");
  }
}
