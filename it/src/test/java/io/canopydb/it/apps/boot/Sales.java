package io.canopydb.it.apps.boot;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** Sells, by JPA and JDBC in one transaction. */
@Service
public class Sales {
  private final Customers customers;
  private final JdbcTemplate jdbc;
  private final Journal journal;

  Sales(Customers customers, JdbcTemplate jdbc, Journal journal) {
    this.customers = customers;
    this.jdbc = jdbc;
    this.journal = journal;
  }

  /** Sells something to a customer, who must have the credit for it. */
  @Transactional
  public void sell(int sale, int customer, int price) {
    journal.write(sale, "sale " + sale);
    jdbc.update(
        "INSERT INTO sale (id, customer_id, price) VALUES (?, ?, ?)", sale, customer, price);
    Customer buyer = customers.findById(customer).orElseThrow();
    buyer.spend(price);
    customers.flush();
    if (buyer.credit() < 0) {
      throw new IllegalStateException("not enough credit");
    }
  }

  /** What each customer bought; many customers and sales lie in different partitions. */
  @Transactional(readOnly = true)
  public List<Map<String, Object>> report() {
    return jdbc.queryForList(
        "SELECT c.full_name, count(*) AS sales, sum(s.price) AS total FROM customer c"
            + " JOIN sale s ON s.customer_id = c.id GROUP BY c.full_name ORDER BY c.full_name");
  }

  /** Forgets that its transaction only reads. */
  @Transactional(readOnly = true)
  public void reportAndDelete() {
    report();
    jdbc.update("DELETE FROM sale WHERE price > 0");
  }

  /** Seen before it is committed by the transaction itself, and by no other. */
  @Transactional
  public List<Integer> rollsBackByName(int sale) {
    int deleted = jdbc.update("DELETE FROM sale WHERE id = ?", sale);
    Integer left = jdbc.queryForObject("SELECT count(*) FROM sale", Integer.class);
    TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
    return List.of(deleted, left == null ? -1 : left);
  }
}
