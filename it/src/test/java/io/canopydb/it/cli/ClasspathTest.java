package io.canopydb.it.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.proxy.Canopy;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import picocli.CommandLine;

/** Whoever has Canopy's libraries on a class path chooses by himself where they log. */
class ClasspathTest {

  @Test
  void theProgramsClassPathHasNoLoggingBackend() throws Exception {
    List<String> backends = new ArrayList<>();
    int jars = 0;
    for (String entry : printed().split(File.pathSeparator, -1)) {
      if (Files.isRegularFile(Path.of(entry))) {
        jars++;
        try (ZipFile jar = new ZipFile(entry)) {
          if (jar.getEntry("META-INF/services/org.slf4j.spi.SLF4JServiceProvider") != null) {
            backends.add(entry);
          }
        }
      }
    }
    assertThat(jars).isPositive();
    assertThat(backends).isEmpty();
  }

  private static String printed() throws Exception {
    Process canopy = Canopies.start("classpath");
    String output = new String(canopy.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(canopy.waitFor()).isZero();
    return output;
  }

  @ParameterizedTest
  @ValueSource(strings = {"metadata", "driver", "rebalancer", "proxy", "proxy/local"})
  void noModulePassesOneOn(String module) throws Exception {
    NodeList dependencies =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("..", module, "pom.xml").toFile())
            .getElementsByTagName("dependency");
    for (int i = 0; i < dependencies.getLength(); i++) {
      Element dependency = (Element) dependencies.item(i);
      if (text(dependency, "artifactId").startsWith("logback")) {
        assertThat(
                text(dependency, "scope").equals("test")
                    || text(dependency, "optional").equals("true"))
            .isTrue();
      }
    }
    assertThat(dependencies.getLength()).isPositive();
  }

  private static String text(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }

  @Test
  void everyCommandHelps() {
    assertHelps(Canopy.commandLine());
  }

  private static void assertHelps(CommandLine command) {
    List<String> words = List.of(command.getCommandSpec().qualifiedName().split(" ", -1));
    List<String> arguments = new ArrayList<>(words.subList(1, words.size()));
    arguments.add("--help");
    Canopies.Outcome help = Canopies.run(arguments.toArray(String[]::new));
    assertThat(help.exitCode()).as(help.output()).isZero();
    assertThat(help.output()).contains("Usage: " + command.getCommandSpec().qualifiedName());
    command.getSubcommands().values().forEach(ClasspathTest::assertHelps);
  }
}
