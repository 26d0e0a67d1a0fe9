package io.canopydb.it.apps;

import com.zaxxer.hikari.HikariDataSource;
import io.canopydb.metadata.model.Engine;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;

/** Spring Data JPA's repositories, as Spring Boot sets them up. */
class SpringDataJpaTest {

  @Entity(name = "Product")
  @Table(name = "product")
  @NullUnmarked
  static class Product {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Integer id;

    String name;
    String kind;
    int stock;

    Product() {}

    Product(String name, String kind, int stock) {
      this.name = name;
      this.kind = kind;
      this.stock = stock;
    }

    @Override
    public String toString() {
      return id + " " + name + " " + kind + " " + stock;
    }
  }

  interface Stocked {
    String getKind();

    long getTotal();
  }

  interface Products extends JpaRepository<Product, Integer> {
    List<Product> findByKindAndStockGreaterThanOrderByName(String kind, int stock);

    Page<Product> findByNameContaining(String part, PageRequest page);

    boolean existsByName(String name);

    long countByKind(String kind);

    @Query(
        "select p.kind as kind, sum(p.stock) as total from Product p group by p.kind order by p.kind")
    List<Stocked> totals();

    @Query(
        value = "SELECT name FROM product WHERE stock = :stock ORDER BY name",
        nativeQuery = true)
    List<String> named(int stock);

    @Modifying
    @Transactional
    @Query("update Product p set p.stock = p.stock + 1 where p.kind = :kind")
    int restock(String kind);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Product> findWithLockById(int id);

    @Transactional
    long deleteByStock(int stock);
  }

  static class Warehouse {
    private final Products products;

    Warehouse(Products products) {
      this.products = products;
    }

    @Transactional
    public void take(int id, int amount) {
      Product product = products.findWithLockById(id).orElseThrow();
      product.stock -= amount;
      if (product.stock < 0) {
        throw new IllegalStateException("not so many");
      }
    }
  }

  @Configuration
  @EnableTransactionManagement
  @EnableJpaRepositories(
      considerNestedRepositories = true,
      excludeFilters =
          @ComponentScan.Filter(
              type = FilterType.REGEX,
              pattern = "io\\.canopydb\\.it\\.apps\\.boot\\..*"))
  static class Application {
    @Bean
    HikariDataSource source(Environment environment) {
      return DataSources.hikari(environment.getRequiredProperty("url"));
    }

    @Bean
    LocalContainerEntityManagerFactoryBean entityManagerFactory(HikariDataSource source) {
      HibernateJpaVendorAdapter hibernate = new HibernateJpaVendorAdapter();
      hibernate.setGenerateDdl(true);
      LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
      factory.setDataSource(source);
      factory.setJpaVendorAdapter(hibernate);
      factory.setManagedTypes(
          org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes.of(
              Product.class.getName()));
      return factory;
    }

    @Bean
    PlatformTransactionManager transactionManager(EntityManagerFactory factory) {
      return new JpaTransactionManager(factory);
    }

    @Bean
    Warehouse warehouse(Products products) {
      return new Warehouse(products);
    }
  }

  @ParameterizedTest
  @EnumSource
  void findsAndKeepsProducts(Engine engine) throws Exception {
    OnBothSides.same(
        engine,
        "springdata",
        (url, notes) -> {
          try (AnnotationConfigApplicationContext spring =
              new AnnotationConfigApplicationContext()) {
            spring
                .getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("url", url)));
            spring.register(Application.class);
            spring.refresh();
            use(spring.getBean(Products.class), spring.getBean(Warehouse.class), notes);
          }
        });
  }

  private static void use(Products products, Warehouse warehouse, Notes notes) {
    notes.note(
        "saved",
        products.saveAll(
            IntStream.range(0, 40)
                .mapToObj(i -> new Product("thing " + i, "kind " + i % 4, i % 10))
                .toList()));
    notes.note("derived", products.findByKindAndStockGreaterThanOrderByName("kind 1", 4));
    Page<Product> page =
        products.findByNameContaining("1", PageRequest.of(1, 5, Sort.by("stock", "id")));
    notes.note("page", page.getContent() + " of " + page.getTotalElements());
    notes.note("exists", products.existsByName("thing 7") + " " + products.existsByName("nothing"));
    notes.note("count", products.countByKind("kind 3") + " " + products.count());
    notes.note("native", products.named(6));
    notes.note("restocked", products.restock("kind 2"));
    notes.note(
        "totals",
        products.totals().stream().map(kind -> kind.getKind() + "=" + kind.getTotal()).toList());
    warehouse.take(10, 3);
    notes.failure("too many", () -> warehouse.take(11, 300));
    notes.note("left", products.findById(10) + " " + products.findById(11));
    notes.note("deleted", products.deleteByStock(0));
    products.deleteById(20);
    notes.failure("gone", () -> warehouse.take(20, 1));
    notes.note("all", products.findAll(Sort.by(Sort.Direction.DESC, "id")));
  }
}
