package io.canopydb.it.rules;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.regex.Pattern;

/** Leaves out the tests of whichever modules have theirs on the class path. */
public final class MainClasses implements ImportOption {
  static final String ROOT = "io.canopydb";

  private static final Pattern TEST = Pattern.compile(".*[/-](test|test-classes)/io/canopydb/.*");

  @Override
  public boolean includes(Location location) {
    return !location.matches(TEST);
  }
}
