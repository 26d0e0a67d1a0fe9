package io.canopydb.it.apps.boot;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What was tried, whether it came to be or not. */
@Service
public class Journal {
  private final JdbcTemplate jdbc;

  Journal(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Notes it at once, whatever becomes of the transaction that calls. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void write(int id, String text) {
    jdbc.update("INSERT INTO journal_entry (id, body) VALUES (?, ?)", id, text);
  }

  /** All that was noted, in order. */
  public List<String> read() {
    return jdbc.queryForList("SELECT body FROM journal_entry ORDER BY id", String.class);
  }
}
