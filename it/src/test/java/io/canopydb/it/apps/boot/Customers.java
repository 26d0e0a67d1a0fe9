package io.canopydb.it.apps.boot;

import java.util.List;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.jpa.repository.JpaRepository;

/** All customers. */
public interface Customers extends JpaRepository<Customer, Integer> {
  List<Customer> findByCreditLessThanOrderByFullName(int credit);

  Slice<Customer> findByFullNameStartingWith(String start, Pageable page);
}
