package io.canopydb.it.apps;

import io.canopydb.metadata.model.Engine;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Flush;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.MapKey;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Result;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.datasource.pooled.PooledDataSource;
import org.apache.ibatis.executor.BatchResult;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.RowBounds;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** MyBatis with mappers, dynamic SQL, generated keys and batches. */
class MyBatisTest {

  @NullUnmarked
  static class Task {
    Integer id;
    String title;
    boolean done;
    LocalDateTime due;

    Task() {}

    Task(String title, boolean done, LocalDateTime due) {
      this.title = title;
      this.done = done;
      this.due = due;
    }

    @Override
    public String toString() {
      return id + " " + title + " " + done + " " + due;
    }
  }

  interface Tasks {
    @Update("${ddl}")
    void create(@Param("ddl") String ddl);

    @Insert("INSERT INTO task (title, done, due) VALUES (#{title}, #{done}, #{due})")
    @Options(useGeneratedKeys = true, keyProperty = "id", keyColumn = "id")
    int add(Task task);

    @Insert({
      "<script>",
      "INSERT INTO task (title, done, due) VALUES",
      "<foreach collection='list' item='t' separator=','>",
      "(#{t.title}, #{t.done}, #{t.due})</foreach>",
      "</script>"
    })
    @Options(useGeneratedKeys = true, keyProperty = "id", keyColumn = "id")
    int addAll(List<Task> tasks);

    @Select("SELECT id, title, done, due FROM task WHERE id = #{id}")
    @Nullable Task byId(int id);

    @Select({
      "<script>",
      "SELECT id, title AS title, done, due FROM task",
      "<where>",
      "<if test='title != null'>AND title LIKE #{title}</if>",
      "<if test='done != null'>AND done = #{done}</if>",
      "</where>",
      "ORDER BY id",
      "</script>"
    })
    @Result(property = "title", column = "title")
    List<Task> search(
        @Param("title") @Nullable String title, @Param("done") @Nullable Boolean done);

    @Select("SELECT done, count(*) AS n FROM task GROUP BY done")
    @MapKey("done")
    Map<Object, Map<String, Object>> counts();

    @Select("SELECT id, title, done, due FROM task ORDER BY title, id")
    List<Task> page(RowBounds bounds);

    @Update("UPDATE task SET done = #{done} WHERE id = #{id}")
    int done(@Param("id") int id, @Param("done") boolean done);

    @Delete("DELETE FROM task WHERE done = #{done}")
    int delete(boolean done);

    @Flush
    List<BatchResult> flush();
  }

  private static SqlSessionFactory factory(PooledDataSource source) {
    Configuration configuration =
        new Configuration(new Environment("test", new JdbcTransactionFactory(), source));
    configuration.addMapper(Tasks.class);
    return new SqlSessionFactoryBuilder().build(configuration);
  }

  private static String table(Engine engine) {
    return switch (engine) {
      case MYSQL ->
          "CREATE TABLE task (id INT AUTO_INCREMENT PRIMARY KEY, title VARCHAR(60),"
              + " done BOOLEAN NOT NULL, due DATETIME)";
      case POSTGRESQL ->
          "CREATE TABLE task (id SERIAL PRIMARY KEY, title VARCHAR(60),"
              + " done BOOLEAN NOT NULL, due TIMESTAMP)";
    };
  }

  @ParameterizedTest
  @EnumSource
  void mapsRows(Engine engine) throws Exception {
    OnBothSides.same(
        engine,
        "mybatis",
        (url, notes) -> {
          PooledDataSource source = new PooledDataSource(DataSources.driver(url), url, null);
          SqlSessionFactory factory = factory(source);
          LocalDateTime due = LocalDateTime.of(2026, 3, 29, 2, 30);
          try (SqlSession session = factory.openSession(true)) {
            session.getMapper(Tasks.class).create(table(engine));
          }
          try (SqlSession session = factory.openSession()) {
            Tasks tasks = session.getMapper(Tasks.class);
            Task first = new Task("first", false, due);
            notes.note("added", tasks.add(first) + " " + first.id);
            List<Task> more =
                java.util.stream.IntStream.range(0, 30)
                    .mapToObj(i -> new Task("more " + i % 10, i % 2 == 0, due.plusHours(i)))
                    .toList();
            notes.note("all", tasks.addAll(more) + " " + more);
            session.commit();
          }
          try (SqlSession session = factory.openSession()) {
            Tasks tasks = session.getMapper(Tasks.class);
            notes.note("one", tasks.byId(4));
            notes.note("none", tasks.byId(400));
            notes.note("search", tasks.search("more 3%", null));
            notes.note("done", tasks.search(null, true).size());
            notes.note("counts", new java.util.TreeMap<>(tasks.counts()));
            notes.note("page", tasks.page(new RowBounds(5, 4)));
            notes.note("changed", tasks.done(4, true) + " " + tasks.done(4000, true));
            notes.note("seen", tasks.byId(4));
            session.rollback();
            notes.note("undone", tasks.byId(4));
            notes.note("deleted", tasks.delete(true));
            session.commit();
          }
          try (SqlSession session = factory.openSession(ExecutorType.BATCH)) {
            Tasks tasks = session.getMapper(Tasks.class);
            for (int i = 0; i < 50; i++) {
              tasks.add(new Task("batch " + i, i % 3 == 0, due));
            }
            tasks.done(1, true);
            notes.note(
                "batch",
                tasks.flush().stream()
                    .map(result -> java.util.Arrays.toString(result.getUpdateCounts()))
                    .toList());
            session.commit();
          }
          try (SqlSession session = factory.openSession()) {
            notes.note("last", session.getMapper(Tasks.class).search("batch 4%", null));
            notes.failure("too many", () -> session.selectOne(Tasks.class.getName() + ".page"));
          }
          source.forceCloseAll();
        });
  }
}
