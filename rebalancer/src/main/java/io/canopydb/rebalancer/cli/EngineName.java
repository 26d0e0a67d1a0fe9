package io.canopydb.rebalancer.cli;

import io.canopydb.metadata.model.Engine;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Engines as users write them: mysql, postgresql. */
public final class EngineName implements ITypeConverter<Engine>, Iterable<String> {
  @Override
  public Engine convert(String text) {
    return Arrays.stream(Engine.values())
        .filter(engine -> engine.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException("the engine is postgresql or mysql"));
  }

  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(Engine.values()).map(EngineName::of).iterator();
  }

  /** How an engine is written. */
  public static String of(Engine engine) {
    return engine.name().toLowerCase(Locale.ROOT);
  }
}
