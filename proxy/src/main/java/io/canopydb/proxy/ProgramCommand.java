package io.canopydb.proxy;

import java.util.concurrent.Callable;

/**
 * A command that another module brings to the {@code canopy} program: annotated for picocli, found
 * by {@link java.util.ServiceLoader}, and there wherever that module is on the class path.
 */
public interface ProgramCommand extends Callable<Integer> {}
