package io.canopydb.it.apps;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.it.apps.HibernateShop.Author;
import io.canopydb.it.apps.HibernateShop.Book;
import io.canopydb.it.apps.HibernateShop.OrderLine;
import io.canopydb.it.apps.HibernateShop.PurchaseOrder;
import io.canopydb.it.apps.HibernateShop.Tag;
import io.canopydb.metadata.model.Engine;
import jakarta.persistence.LockModeType;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.Version;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Hibernate ORM makes its schema, and keeps and finds entities. The build runs this with Hibernate
 * 7 and once more with Hibernate 6, so it keeps to what both know.
 */
class HibernateTest {
  private static final String LOCK_TIMEOUT = "jakarta.persistence.lock.timeout";
  private static final int NO_WAIT = 0;
  private static final int SKIP_LOCKED = -2;

  private static SessionFactory factory(String url, String schemaAction) {
    Configuration configuration = new Configuration();
    if (Version.getVersionString().startsWith("6.")) {
      configuration.addResource("hibernate6-orm.xml");
    }
    return configuration
        .addAnnotatedClass(Author.class)
        .addAnnotatedClass(Book.class)
        .addAnnotatedClass(Tag.class)
        .addAnnotatedClass(PurchaseOrder.class)
        .addAnnotatedClass(OrderLine.class)
        .setProperty("hibernate.connection.url", url)
        .setProperty("hibernate.hbm2ddl.auto", schemaAction)
        // But for dropping first what is not there yet, no statement of the schema may fail.
        .setProperty(
            "hibernate.hbm2ddl.halt_on_error", String.valueOf(!schemaAction.equals("create-drop")))
        .setProperty("hibernate.jdbc.batch_size", "20")
        .setProperty("hibernate.order_inserts", "true")
        .buildSessionFactory();
  }

  @ParameterizedTest
  @EnumSource
  void keepsEntities(Engine engine) throws Exception {
    assertThat(Version.getVersionString()).startsWith(System.getProperty("canopy.hibernate", "7"));
    OnBothSides.same(
        engine,
        "hibernate",
        (url, notes) -> {
          try (SessionFactory factory = factory(url, "create-only")) {
            inserts(factory, notes);
            queries(factory, notes);
            optimistic(factory, notes);
            pessimistic(factory, notes);
            violations(factory, notes);
          }
          try (SessionFactory factory = factory(url, "validate")) {
            notes.note("validated", factory.getMetamodel().getEntities().size());
          }
          try (SessionFactory factory = factory(url, "update")) {
            notes.note("updated", factory.getMetamodel().getEntities().size());
            queries(factory, notes);
          }
          try (SessionFactory factory = factory(url, "create-drop")) {
            notes.note(
                "empty again",
                factory.fromSession(
                    session ->
                        session
                            .createQuery("select count(*) from Book", Long.class)
                            .getSingleResult()));
          }
        });
  }

  private static void inserts(SessionFactory factory, Notes notes) {
    factory.inTransaction(
        session -> {
          Tag novel = new Tag("novel");
          Tag play = new Tag("play");
          session.persist(novel);
          session.persist(play);
          for (String name : List.of("Woolf", "Beckett", "Lem")) {
            Author author = new Author(name);
            session.persist(author);
            notes.note("id of " + name, author.id);
            IntStream.range(0, 20)
                .forEach(
                    i -> {
                      Book book =
                          new Book(
                              name + " " + i,
                              author,
                              new BigDecimal("9.90").add(BigDecimal.valueOf(i)),
                              LocalDate.of(1920 + i, 1, 1 + i));
                      book.tags.add(i % 3 == 0 ? play : novel);
                      session.persist(book);
                      notes.note("id of " + book.title, book.id);
                    });
          }
        });
    factory.inTransaction(
        session -> {
          for (int i = 1; i <= 30; i++) {
            PurchaseOrder order = new PurchaseOrder(i, "customer " + i % 7);
            for (int line = 1; line <= 1 + i % 3; line++) {
              order.lines.add(new OrderLine(order, line, i * line));
            }
            session.persist(order);
          }
        });
  }

  private static void queries(SessionFactory factory, Notes notes) {
    factory.inTransaction(
        session -> {
          notes.note("found", session.find(Book.class, 7).title);
          notes.note("missing", session.find(Book.class, 7777));
          notes.note(
              "page",
              session
                  .createQuery("from Book order by price desc, title", Book.class)
                  .setFirstResult(10)
                  .setMaxResults(7)
                  .getResultList());
          notes.note(
              "join",
              session
                  .createQuery(
                      "select b from Book b join fetch b.author a left join fetch b.tags"
                          + " where a.name like 'W%' and b.published > :day order by b.id",
                      Book.class)
                  .setParameter("day", LocalDate.of(1935, 1, 1))
                  .getResultList()
                  .stream()
                  .map(book -> book + book.author.name + book.tags)
                  .toList());
          notes.note(
              "grouped",
              session
                  .createQuery(
                      "select a.name, count(b), sum(b.price), min(b.published), avg(b.price)"
                          + " from Book b join b.author a group by a.name having count(b) > 3"
                          + " order by a.name",
                      Object[].class)
                  .getResultList()
                  .stream()
                  .map(List::of)
                  .toList());
          notes.note(
              "subquery",
              session
                  .createQuery(
                      "select o.id from PurchaseOrder o where exists"
                          + " (select 1 from OrderLine l where l.order = o and l.amount > 50)"
                          + " order by o.id",
                      Integer.class)
                  .getResultList());
          notes.note("lines", session.find(PurchaseOrder.class, 5).lines);
          CriteriaBuilder builder = factory.getCriteriaBuilder();
          CriteriaQuery<Book> criteria = builder.createQuery(Book.class);
          Root<Book> book = criteria.from(Book.class);
          criteria
              .where(
                  builder.between(book.get("price"), new BigDecimal(12), new BigDecimal(14)),
                  builder.equal(book.get("author").get("name"), "Lem"))
              .orderBy(builder.asc(book.get("title")));
          notes.note("criteria", session.createQuery(criteria).getResultList());
        });
    factory.inTransaction(
        session -> {
          notes.note(
              "bulk update",
              session
                  .createMutationQuery("update Book set price = price + 1 where published < :day")
                  .setParameter("day", LocalDate.of(1925, 1, 1))
                  .executeUpdate());
          List<Book> all =
              session
                  .createQuery("from Book where author.name = 'Lem' order by id", Book.class)
                  .getResultList();
          all.forEach(changed -> changed.price = changed.price.add(BigDecimal.ONE));
          session.remove(all.get(0));
        });
    factory.inTransaction(
        session ->
            notes.note(
                "after",
                session
                    .createQuery("select sum(price) from Book", BigDecimal.class)
                    .getSingleResult()));
  }

  private static void optimistic(SessionFactory factory, Notes notes) {
    notes.failure(
        "stale",
        () ->
            factory.inTransaction(
                mine -> {
                  Author author = mine.find(Author.class, 1);
                  factory.inTransaction(
                      other -> other.find(Author.class, 1).name = "Virginia Woolf");
                  author.name = "V. Woolf";
                }));
    factory.inTransaction(
        session -> {
          Author author = session.find(Author.class, 1);
          notes.note("kept", author.name + " " + author.version);
        });
  }

  private static void pessimistic(SessionFactory factory, Notes notes) {
    factory.inTransaction(
        mine -> {
          Book locked = mine.find(Book.class, 9, LockModeType.PESSIMISTIC_WRITE);
          notes.note("locked", locked.title);
          notes.failure(
              "no wait",
              () ->
                  factory.inTransaction(
                      other ->
                          other.find(
                              Book.class,
                              9,
                              LockModeType.PESSIMISTIC_WRITE,
                              Map.of(LOCK_TIMEOUT, NO_WAIT))));
          factory.inTransaction(
              other ->
                  notes.note(
                      "skipped",
                      other
                          .createQuery("from Book where id in (8, 9, 10) order by id", Book.class)
                          .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                          .setHint(LOCK_TIMEOUT, SKIP_LOCKED)
                          .getResultList()));
          factory.inTransaction(
              other ->
                  notes.note(
                      "read", other.find(Book.class, 10, LockModeType.PESSIMISTIC_READ).title));
        });
    factory.inTransaction(
        session -> {
          PurchaseOrder order = session.find(PurchaseOrder.class, 3);
          session.lock(order, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
          notes.note("version", order.version);
        });
  }

  private static void violations(SessionFactory factory, Notes notes) {
    notes.failure(
        "same name", () -> factory.inTransaction(session -> session.persist(new Tag("novel"))));
    notes.failure(
        "same id",
        () -> factory.inTransaction(session -> session.persist(new PurchaseOrder(1, "again"))));
    notes.failure(
        "used",
        () -> factory.inTransaction(session -> session.remove(session.find(Author.class, 2))));
  }
}
