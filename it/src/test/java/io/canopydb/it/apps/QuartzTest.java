package io.canopydb.it.apps;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quartz.CronScheduleBuilder;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.PersistJobDataAfterExecution;
import org.quartz.Scheduler;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.simpl.SimpleThreadPool;

/** Quartz keeps its jobs and triggers in the database, and clusters by locks in it. */
class QuartzTest {
  private static final ConcurrentLinkedQueue<Integer> RUNS = new ConcurrentLinkedQueue<>();
  private static volatile CountDownLatch runs = new CountDownLatch(0);

  /** A job that counts its own runs in its stored data. */
  @DisallowConcurrentExecution
  @PersistJobDataAfterExecution
  public static class Counting implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      int count = context.getJobDetail().getJobDataMap().getInt("count") + 1;
      context.getJobDetail().getJobDataMap().put("count", count);
      RUNS.add(count);
      runs.countDown();
    }
  }

  private static String script(Engine engine) throws Exception {
    String name =
        switch (engine) {
          case MYSQL -> "tables_mysql_innodb.sql";
          case POSTGRESQL -> "tables_postgres.sql";
        };
    try (var script = StdJDBCDelegate.class.getResourceAsStream(name)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Quartz's own script, statement by statement. All rows of one scheduler lie together, so that
   * its foreign keys and locks stay on one leaf.
   */
  private static void createTables(Engine engine, String url) throws Exception {
    String script =
        script(engine)
            .lines()
            .filter(line -> !line.startsWith("#"))
            .reduce("", (a, b) -> a + "\n" + b);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : script.split(";")) {
        if (!sql.isBlank()) {
          boolean table = sql.contains("CREATE TABLE");
          statement.execute(sql.strip() + (table ? " /*canopy shard key (sched_name) */" : ""));
        }
      }
    }
  }

  private static Scheduler scheduler(Engine engine, String url, String instance) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("org.quartz.scheduler.instanceName", "shop");
    properties.setProperty("org.quartz.scheduler.instanceId", instance);
    properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    properties.setProperty("org.quartz.threadPool.class", SimpleThreadPool.class.getName());
    properties.setProperty("org.quartz.threadPool.threadCount", "2");
    properties.setProperty("org.quartz.jobStore.class", JobStoreTX.class.getName());
    properties.setProperty(
        "org.quartz.jobStore.driverDelegateClass",
        switch (engine) {
          case MYSQL -> StdJDBCDelegate.class.getName();
          case POSTGRESQL -> PostgreSQLDelegate.class.getName();
        });
    properties.setProperty("org.quartz.jobStore.isClustered", "true");
    properties.setProperty("org.quartz.jobStore.clusterCheckinInterval", "1000");
    properties.setProperty("org.quartz.jobStore.dataSource", "shop");
    properties.setProperty("org.quartz.dataSource.shop.provider", "hikaricp");
    properties.setProperty("org.quartz.dataSource.shop.driver", DataSources.driver(url));
    properties.setProperty("org.quartz.dataSource.shop.URL", url);
    properties.setProperty("org.quartz.dataSource.shop.user", setting(url, "user"));
    properties.setProperty("org.quartz.dataSource.shop.password", setting(url, "password"));
    properties.setProperty("org.quartz.dataSource.shop.maxConnections", "6");
    return new StdSchedulerFactory(properties).getScheduler();
  }

  /** Quartz takes the account besides the URL. */
  private static String setting(String url, String name) {
    Matcher setting = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(url);
    return setting.find() ? setting.group(1) : "";
  }

  private static JobDetail job() {
    return JobBuilder.newJob(Counting.class)
        .withIdentity("counting", "jobs")
        .usingJobData("count", 0)
        .storeDurably()
        .requestRecovery()
        .build();
  }

  @ParameterizedTest
  @EnumSource
  void schedulesJobs(Engine engine) throws Exception {
    OnBothSides.same(
        engine,
        "quartz",
        (url, notes) -> {
          createTables(engine, url);
          Scheduler scheduler = scheduler(engine, url, "one");
          try {
            use(scheduler, notes);
          } finally {
            scheduler.shutdown(true);
          }
          // What was left is there for the next process.
          Scheduler next = scheduler(engine, url, "two");
          try {
            notes.note("jobs", next.getJobKeys(GroupMatcher.anyGroup()));
            notes.note(
                "count",
                next.getJobDetail(JobKey.jobKey("counting", "jobs")).getJobDataMap().get("count"));
            notes.note("state", next.getTriggerState(TriggerKey.triggerKey("yearly", "triggers")));
            next.clear();
            notes.note("cleared", next.getJobKeys(GroupMatcher.anyGroup()));
          } finally {
            next.shutdown(true);
          }
        });
  }

  private static void use(Scheduler scheduler, Notes notes) throws Exception {
    RUNS.clear();
    runs = new CountDownLatch(3);
    scheduler.start();
    scheduler.scheduleJob(
        job(),
        TriggerBuilder.newTrigger()
            .withIdentity("often", "triggers")
            .startAt(Date.from(Instant.now()))
            .withSchedule(
                SimpleScheduleBuilder.simpleSchedule()
                    .withIntervalInMilliseconds(100)
                    .withRepeatCount(2))
            .build());
    scheduler.scheduleJob(
        TriggerBuilder.newTrigger()
            .withIdentity("yearly", "triggers")
            .forJob("counting", "jobs")
            .withSchedule(CronScheduleBuilder.cronSchedule("0 0 3 1 1 ?"))
            .build());
    notes.failure("twice", () -> scheduler.addJob(job(), false));
    try {
      scheduler.addJob(job(), false);
    } catch (ObjectAlreadyExistsException expected) {
      notes.note("exists", expected.getMessage());
    }
    assertThat(runs.await(30, TimeUnit.SECONDS)).as("three runs").isTrue();
    notes.note("runs", List.copyOf(RUNS));
    scheduler.pauseTrigger(TriggerKey.triggerKey("yearly", "triggers"));
    notes.note(
        "triggers",
        scheduler.getTriggersOfJob(JobKey.jobKey("counting", "jobs")).stream()
            .map(trigger -> trigger.getKey().toString())
            .filter(name -> name.contains("yearly"))
            .toList());
    notes.note("groups", scheduler.getTriggerGroupNames().contains("triggers"));
    notes.note(
        "deleted",
        scheduler.deleteJobs(Arrays.asList(JobKey.jobKey("nothing"), JobKey.jobKey("nobody"))));
  }
}
