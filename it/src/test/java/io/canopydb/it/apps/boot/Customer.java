package io.canopydb.it.apps.boot;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.jspecify.annotations.NullUnmarked;

/** Who buys. */
@Entity
@NullUnmarked
public class Customer {
  @Id @GeneratedValue private Integer id;
  private String fullName;
  private int credit;
  @Version private int version;

  protected Customer() {}

  /** Somebody who may spend so much. */
  public Customer(String fullName, int credit) {
    this.fullName = fullName;
    this.credit = credit;
  }

  void spend(int amount) {
    credit -= amount;
  }

  int credit() {
    return credit;
  }

  /** Whether it was not kept yet. */
  public boolean isNew() {
    return id == null;
  }

  @Override
  public String toString() {
    return id + " " + fullName + " " + credit + " v" + version;
  }
}
