package io.canopydb.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that this program was built as. */
final class CanopyVersion implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = CanopyVersion.class.getResourceAsStream("version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    }
    return new String[] {
      "Canopy " + properties.getProperty("version", "of unknown version"),
      "Java " + Runtime.version()
    };
  }
}
