package io.canopydb.driver.analyse;

import io.canopydb.metadata.model.Column;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One item of a FROM.
 *
 * @param id its number in the statement
 * @param alias the name that qualifies its columns, folded; null where it has none
 * @param columns its columns by folded name, in order; the value is the column of a base table that
 *     it passes on unchanged, if it does
 * @param complete whether all its columns are known
 * @param use the table it is; null for a derived one
 * @param anchor what ties its rows to partitions; null where every leaf has them all
 */
record Source(
    int id,
    @Nullable String alias,
    Map<String, Optional<Column>> columns,
    boolean complete,
    @Nullable TableUse use,
    @Nullable Anchor anchor) {}
