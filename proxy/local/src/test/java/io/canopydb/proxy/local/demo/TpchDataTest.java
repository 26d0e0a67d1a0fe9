package io.canopydb.proxy.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.trino.tpch.Distributions;
import io.trino.tpch.PartSupplier;
import io.trino.tpch.TextPool;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TpchDataTest {

  private static final TextPool TEXT =
      new TextPool(1_000_000, Distributions.getDefaultDistributions());

  @ParameterizedTest
  @CsvSource({"0.0001, 20, 20", "0.005, 3900, 3999", "0.015, 11700, 11999", "0.01, 8000, 8000"})
  void noPartHasASupplierTwice(double scale, int atLeast, int atMost) {
    List<String> keys =
        StreamSupport.stream(TpchData.partSuppliers(scale, TEXT).spliterator(), false)
            .map(TpchDataTest::key)
            .toList();

    assertThat(keys).doesNotHaveDuplicates().hasSizeBetween(atLeast, atMost);
  }

  private static String key(PartSupplier row) {
    return row.getPartKey() + " " + row.getSupplierKey();
  }
}
