package io.canopydb.it.apps;

import com.zaxxer.hikari.HikariDataSource;
import io.canopydb.it.apps.boot.BootShop;
import io.canopydb.it.apps.boot.Customer;
import io.canopydb.it.apps.boot.Customers;
import io.canopydb.it.apps.boot.Journal;
import io.canopydb.it.apps.boot.Sales;
import io.canopydb.metadata.model.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

/** An application of Spring Boot, which sets up its pool, JPA and transactions by itself. */
class SpringBootTest {

  private static ConfigurableApplicationContext start(String url, String... arguments)
      throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--spring.config.location=classpath:boot/application.properties");
    all.add("--spring.datasource.url=" + url);
    if (url.startsWith("jdbc:canopy:")) {
      all.add("--spring.datasource.driver-class-name=" + DataSources.driver(url));
    }
    return SpringApplication.run(BootShop.class, all.toArray(String[]::new));
  }

  @ParameterizedTest
  @EnumSource
  void sells(Engine engine) throws Exception {
    OnBothSides.same(
        engine,
        "boot",
        (url, notes) -> {
          try (ConfigurableApplicationContext boot = start(url)) {
            notes.note("pool", boot.getBean(DataSource.class) instanceof HikariDataSource);
            customers(boot.getBean(Customers.class), notes);
            sales(boot.getBean(Sales.class), boot.getBean(Journal.class), notes);
            notes.note("after", boot.getBean(Customers.class).findAll(Sort.by("id")));
          }
          try (ConfigurableApplicationContext again =
              start(
                  url,
                  "--spring.jpa.hibernate.ddl-auto=validate",
                  "--spring.sql.init.mode=never")) {
            notes.note("report", again.getBean(Sales.class).report());
            // A sequence of Canopy's jumps where a plain one counts on, so ids are no matter here.
            Customers customers = again.getBean(Customers.class);
            notes.note("next", customers.save(new Customer("Zoe", 1)).isNew());
            notes.note("count", customers.count());
          }
        });
  }

  private static void customers(Customers customers, Notes notes) {
    notes.note(
        "saved",
        customers.saveAll(
            IntStream.rangeClosed(1, 60)
                .mapToObj(i -> new Customer("customer " + i, i * 7 % 50))
                .toList()));
    notes.note("poor", customers.findByCreditLessThanOrderByFullName(12));
    var page =
        customers.findByFullNameStartingWith(
            "customer 1", PageRequest.of(1, 4, Sort.by("credit", "id")));
    notes.note("page", page.getContent() + " " + page.hasNext());
    customers.deleteById(60);
    notes.note("count", customers.count());
  }

  private static void sales(Sales sales, Journal journal, Notes notes) {
    sales.sell(10, 7, 40);
    notes.failure("no credit", () -> sales.sell(11, 7, 40));
    notes.failure("twice", () -> sales.sell(10, 3, 1));
    notes.failure("nobody", () -> sales.sell(12, 777, 1));
    sales.sell(13, 4, 2);
    notes.note("report", sales.report());
    notes.failure("read only", sales::reportAndDelete);
    notes.note("rolled back", sales.rollsBackByName(13));
    notes.note("report", sales.report());
    notes.note("journal", journal.read());
  }
}
