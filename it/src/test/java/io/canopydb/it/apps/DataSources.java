package io.canopydb.it.apps;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.apache.tomcat.jdbc.pool.DataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;

/** Pools of the kinds that applications bring, over any URL. */
final class DataSources {
  private DataSources() {}

  static HikariDataSource hikari(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(8);
    config.setMinimumIdle(1);
    return new HikariDataSource(config);
  }

  static DataSource tomcat(String url) throws SQLException {
    PoolProperties properties = new PoolProperties();
    properties.setUrl(url);
    properties.setDriverClassName(driver(url));
    properties.setMaxActive(8);
    properties.setInitialSize(1);
    properties.setTestOnBorrow(true);
    properties.setValidationQuery("SELECT 1");
    properties.setJdbcInterceptors("ConnectionState;StatementFinalizer");
    return new DataSource(properties);
  }

  /** The name of the driver's class, which some frameworks want beside the URL. */
  static String driver(String url) throws SQLException {
    return DriverManager.getDriver(url).getClass().getName();
  }
}
