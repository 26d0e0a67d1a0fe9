package io.canopydb.proxy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCacheTest {

  @TempDir private Path root;
  private final AtomicInteger builds = new AtomicInteger();
  private final List<String> said = Collections.synchronizedList(new ArrayList<>());

  @Test
  void manyAtOnceBuildItOnce() throws Exception {
    Callable<Path> get =
        () -> new UserCache(root).directory("it", "making it", said::add, this::build);
    List<Path> got = SideBySide.run("test-cache", Collections.nCopies(8, get)).orThrow();
    assertThat(got).containsOnly(root.resolve("it"));
    assertThat(root.resolve("it/content")).hasContent("built");
    assertThat(builds).hasValue(1);
    assertThat(said).containsExactly("making it");
  }

  @Test
  void whatAProcessLeftHalfMadeIsNotUsed() throws Exception {
    Files.createDirectories(root.resolve("it.work/rest"));
    new UserCache(root).directory("it", "making it", said::add, this::build);
    assertThat(root.resolve("it/content")).exists();
    assertThat(root.resolve("it/rest")).doesNotExist();
  }

  @Test
  void aFailureLeavesNothing() {
    assertThatThrownBy(
            () ->
                new UserCache(root)
                    .directory(
                        "it",
                        "making it",
                        said::add,
                        directory -> {
                          build(directory);
                          throw new IOException("no space");
                        }))
        .hasMessage("no space");
    assertThat(root.resolve("it")).doesNotExist();
    assertThat(root.resolve("it.work")).doesNotExist();
  }

  private void build(Path directory) throws IOException {
    builds.incrementAndGet();
    Files.writeString(directory.resolve("content"), "built");
  }
}
