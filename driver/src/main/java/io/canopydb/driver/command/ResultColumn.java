package io.canopydb.driver.command;

import java.sql.JDBCType;

/**
 * A column of a command's result.
 *
 * @param name as the application sees it
 * @param type BIGINT (values are Long), DOUBLE (Double) or VARCHAR (String); any value may be null
 */
public record ResultColumn(String name, JDBCType type) {}
