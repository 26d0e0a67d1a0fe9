package io.canopydb.driver.ddl;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dispatch.Door;
import io.canopydb.driver.execute.move.LookupFiller;
import io.canopydb.driver.execute.move.RowMover;
import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.metadata.store.MetadataStore;

/** What every DDL statement needs, whoever asks. */
record DdlTools(
    MetadataStore store,
    Door door,
    Dialect dialect,
    FanOut fanOut,
    MetadataChange metadata,
    RowMover mover,
    LookupFiller filler,
    FaultPoint faults) {}
