package io.canopydb.it.apps;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Entities whose tables say in a comment how their rows lie: what many rows of other tables refer
 * to is a reference table, what belongs together has the same shard key.
 */
@NullUnmarked
final class HibernateShop {
  private HibernateShop() {}

  @Entity(name = "Author")
  @Table(options = "/*canopy reference */")
  static class Author {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Integer id;

    String name;
    @Version int version;

    Author() {}

    Author(String name) {
      this.name = name;
    }
  }

  @Entity(name = "Tag")
  @Table(options = "/*canopy reference */")
  static class Tag implements Comparable<Tag> {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Integer id;

    @Column(unique = true)
    String name;

    Tag() {}

    Tag(String name) {
      this.name = name;
    }

    @Override
    public int compareTo(Tag other) {
      return name.compareTo(other.name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Tag that && Objects.equals(name, that.name);
    }

    @Override
    public int hashCode() {
      return Objects.hashCode(name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @Entity(name = "Book")
  static class Book {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    Integer id;

    @Column(nullable = false, length = 100)
    String title;

    @ManyToOne(fetch = FetchType.LAZY)
    Author author;

    @Column(precision = 12, scale = 2)
    BigDecimal price;

    LocalDate published;

    @ManyToMany
    @JoinTable(
        name = "book_tag",
        joinColumns = @JoinColumn(name = "book_id"),
        inverseJoinColumns = @JoinColumn(name = "tag_id"),
        options = "/*canopy shard key (book_id) */")
    Set<Tag> tags = new TreeSet<>();

    Book() {}

    Book(String title, Author author, BigDecimal price, LocalDate published) {
      this.title = title;
      this.author = author;
      this.price = price;
      this.published = published;
    }

    @Override
    public String toString() {
      return id + " " + title + " " + price + " " + published;
    }
  }

  @Entity(name = "PurchaseOrder")
  static class PurchaseOrder {
    @Id Integer id;
    String customer;
    @Version int version;

    @OneToMany(mappedBy = "order", cascade = CascadeType.ALL)
    @OrderBy("line")
    List<OrderLine> lines = new ArrayList<>();

    PurchaseOrder() {}

    PurchaseOrder(int id, String customer) {
      this.id = id;
      this.customer = customer;
    }
  }

  @Entity(name = "OrderLine")
  @Table(options = "/*canopy shard key (order_id) */")
  static class OrderLine {
    @Id
    @ManyToOne(fetch = FetchType.LAZY)
    PurchaseOrder order;

    @Id int line;
    int amount;

    OrderLine() {}

    OrderLine(PurchaseOrder order, int line, int amount) {
      this.order = order;
      this.line = line;
      this.amount = amount;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof OrderLine that
          && line == that.line
          && Objects.equals(order.id, that.order.id);
    }

    @Override
    public int hashCode() {
      return line;
    }

    @Override
    public String toString() {
      return line + "*" + amount;
    }
  }
}
