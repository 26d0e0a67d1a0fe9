package io.canopydb.driver.jdbc;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.front.LogicalNames;
import io.canopydb.driver.session.Session;
import io.canopydb.driver.url.CanopyUrl;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What the engine's own driver says of a leaf, about the shell: so frameworks find the engine's
 * dialect and the tables of the logical database. What depends on the driver itself is our own.
 * Lists are in memory and outlive the leaf's connection. Long because the interface is.
 */
final class CanopyDatabaseMetaData implements DatabaseMetaData {
  private final Connection connection;
  private final CanopyUrl url;
  private final LogicalNames names;
  private final boolean multiQueries;
  private final Shell shell;

  /**
   * The metadata of a connection.
   *
   * @param multiQueries whether a text may be several statements
   */
  CanopyDatabaseMetaData(
      Connection connection, CanopyUrl url, LogicalNames names, boolean multiQueries, Shell shell) {
    this.connection = connection;
    this.url = url;
    this.names = names;
    this.multiQueries = multiQueries;
    this.shell = shell;
  }

  /** A leaf's connection, where tables have the names that the application knows. */
  interface Shell {
    <T extends @Nullable Object> T on(Session.LeafCall<T> call) throws SQLException;
  }

  /** A question to a leaf's own metadata. */
  @FunctionalInterface
  private interface Question<T extends @Nullable Object> {
    T to(DatabaseMetaData leaf) throws SQLException;
  }

  private <T extends @Nullable Object> T ask(Question<T> question) throws SQLException {
    return shell.on(leaf -> question.to(leaf.getMetaData()));
  }

  private ResultSet list(Question<ResultSet> question) throws SQLException {
    return shell.on(
        leaf -> CatalogueRows.of(question.to(leaf.getMetaData()), names.engine(), names));
  }

  @Override
  public boolean allProceduresAreCallable() throws SQLException {
    return ask(DatabaseMetaData::allProceduresAreCallable);
  }

  @Override
  public boolean allTablesAreSelectable() throws SQLException {
    return ask(DatabaseMetaData::allTablesAreSelectable);
  }

  @Override
  public String getURL() throws SQLException {
    return url.toString();
  }

  @Override
  public String getUserName() throws SQLException {
    return url.user();
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    return connection.isReadOnly();
  }

  @Override
  public boolean nullsAreSortedHigh() throws SQLException {
    return ask(DatabaseMetaData::nullsAreSortedHigh);
  }

  @Override
  public boolean nullsAreSortedLow() throws SQLException {
    return ask(DatabaseMetaData::nullsAreSortedLow);
  }

  @Override
  public boolean nullsAreSortedAtStart() throws SQLException {
    return ask(DatabaseMetaData::nullsAreSortedAtStart);
  }

  @Override
  public boolean nullsAreSortedAtEnd() throws SQLException {
    return ask(DatabaseMetaData::nullsAreSortedAtEnd);
  }

  @Override
  public String getDatabaseProductName() throws SQLException {
    return ask(DatabaseMetaData::getDatabaseProductName);
  }

  @Override
  public String getDatabaseProductVersion() throws SQLException {
    return ask(DatabaseMetaData::getDatabaseProductVersion);
  }

  @Override
  public String getDriverName() throws SQLException {
    return "Canopy JDBC Driver";
  }

  @Override
  public String getDriverVersion() throws SQLException {
    return CanopyDriver.MAJOR_VERSION + "." + CanopyDriver.MINOR_VERSION;
  }

  @Override
  public int getDriverMajorVersion() {
    return CanopyDriver.MAJOR_VERSION;
  }

  @Override
  public int getDriverMinorVersion() {
    return CanopyDriver.MINOR_VERSION;
  }

  @Override
  public boolean usesLocalFiles() throws SQLException {
    return ask(DatabaseMetaData::usesLocalFiles);
  }

  @Override
  public boolean usesLocalFilePerTable() throws SQLException {
    return ask(DatabaseMetaData::usesLocalFilePerTable);
  }

  @Override
  public boolean supportsMixedCaseIdentifiers() throws SQLException {
    return ask(DatabaseMetaData::supportsMixedCaseIdentifiers);
  }

  @Override
  public boolean storesUpperCaseIdentifiers() throws SQLException {
    return ask(DatabaseMetaData::storesUpperCaseIdentifiers);
  }

  @Override
  public boolean storesLowerCaseIdentifiers() throws SQLException {
    return ask(DatabaseMetaData::storesLowerCaseIdentifiers);
  }

  @Override
  public boolean storesMixedCaseIdentifiers() throws SQLException {
    return ask(DatabaseMetaData::storesMixedCaseIdentifiers);
  }

  @Override
  public boolean supportsMixedCaseQuotedIdentifiers() throws SQLException {
    return ask(DatabaseMetaData::supportsMixedCaseQuotedIdentifiers);
  }

  @Override
  public boolean storesUpperCaseQuotedIdentifiers() throws SQLException {
    return ask(DatabaseMetaData::storesUpperCaseQuotedIdentifiers);
  }

  @Override
  public boolean storesLowerCaseQuotedIdentifiers() throws SQLException {
    return ask(DatabaseMetaData::storesLowerCaseQuotedIdentifiers);
  }

  @Override
  public boolean storesMixedCaseQuotedIdentifiers() throws SQLException {
    return ask(DatabaseMetaData::storesMixedCaseQuotedIdentifiers);
  }

  @Override
  public String getIdentifierQuoteString() throws SQLException {
    return ask(DatabaseMetaData::getIdentifierQuoteString);
  }

  @Override
  public String getSQLKeywords() throws SQLException {
    return ask(DatabaseMetaData::getSQLKeywords);
  }

  @Override
  public String getNumericFunctions() throws SQLException {
    return ask(DatabaseMetaData::getNumericFunctions);
  }

  @Override
  public String getStringFunctions() throws SQLException {
    return ask(DatabaseMetaData::getStringFunctions);
  }

  @Override
  public String getSystemFunctions() throws SQLException {
    return ask(DatabaseMetaData::getSystemFunctions);
  }

  @Override
  public String getTimeDateFunctions() throws SQLException {
    return ask(DatabaseMetaData::getTimeDateFunctions);
  }

  @Override
  public String getSearchStringEscape() throws SQLException {
    return ask(DatabaseMetaData::getSearchStringEscape);
  }

  @Override
  public String getExtraNameCharacters() throws SQLException {
    return ask(DatabaseMetaData::getExtraNameCharacters);
  }

  @Override
  public boolean supportsAlterTableWithAddColumn() throws SQLException {
    return ask(DatabaseMetaData::supportsAlterTableWithAddColumn);
  }

  @Override
  public boolean supportsAlterTableWithDropColumn() throws SQLException {
    return ask(DatabaseMetaData::supportsAlterTableWithDropColumn);
  }

  @Override
  public boolean supportsColumnAliasing() throws SQLException {
    return ask(DatabaseMetaData::supportsColumnAliasing);
  }

  @Override
  public boolean nullPlusNonNullIsNull() throws SQLException {
    return ask(DatabaseMetaData::nullPlusNonNullIsNull);
  }

  @Override
  public boolean supportsConvert() throws SQLException {
    return ask(DatabaseMetaData::supportsConvert);
  }

  @Override
  public boolean supportsConvert(int from, int to) throws SQLException {
    return ask(leaf -> leaf.supportsConvert(from, to));
  }

  @Override
  public boolean supportsTableCorrelationNames() throws SQLException {
    return ask(DatabaseMetaData::supportsTableCorrelationNames);
  }

  @Override
  public boolean supportsDifferentTableCorrelationNames() throws SQLException {
    return ask(DatabaseMetaData::supportsDifferentTableCorrelationNames);
  }

  @Override
  public boolean supportsExpressionsInOrderBy() throws SQLException {
    return ask(DatabaseMetaData::supportsExpressionsInOrderBy);
  }

  @Override
  public boolean supportsOrderByUnrelated() throws SQLException {
    return ask(DatabaseMetaData::supportsOrderByUnrelated);
  }

  @Override
  public boolean supportsGroupBy() throws SQLException {
    return ask(DatabaseMetaData::supportsGroupBy);
  }

  @Override
  public boolean supportsGroupByUnrelated() throws SQLException {
    return ask(DatabaseMetaData::supportsGroupByUnrelated);
  }

  @Override
  public boolean supportsGroupByBeyondSelect() throws SQLException {
    return ask(DatabaseMetaData::supportsGroupByBeyondSelect);
  }

  @Override
  public boolean supportsLikeEscapeClause() throws SQLException {
    return ask(DatabaseMetaData::supportsLikeEscapeClause);
  }

  @Override
  public boolean supportsMultipleResultSets() throws SQLException {
    return multiQueries;
  }

  @Override
  public boolean supportsMultipleTransactions() throws SQLException {
    return ask(DatabaseMetaData::supportsMultipleTransactions);
  }

  @Override
  public boolean supportsNonNullableColumns() throws SQLException {
    return ask(DatabaseMetaData::supportsNonNullableColumns);
  }

  @Override
  public boolean supportsMinimumSQLGrammar() throws SQLException {
    return ask(DatabaseMetaData::supportsMinimumSQLGrammar);
  }

  @Override
  public boolean supportsCoreSQLGrammar() throws SQLException {
    return ask(DatabaseMetaData::supportsCoreSQLGrammar);
  }

  @Override
  public boolean supportsExtendedSQLGrammar() throws SQLException {
    return ask(DatabaseMetaData::supportsExtendedSQLGrammar);
  }

  @Override
  public boolean supportsANSI92EntryLevelSQL() throws SQLException {
    return ask(DatabaseMetaData::supportsANSI92EntryLevelSQL);
  }

  @Override
  public boolean supportsANSI92IntermediateSQL() throws SQLException {
    return ask(DatabaseMetaData::supportsANSI92IntermediateSQL);
  }

  @Override
  public boolean supportsANSI92FullSQL() throws SQLException {
    return ask(DatabaseMetaData::supportsANSI92FullSQL);
  }

  @Override
  public boolean supportsIntegrityEnhancementFacility() throws SQLException {
    return ask(DatabaseMetaData::supportsIntegrityEnhancementFacility);
  }

  @Override
  public boolean supportsOuterJoins() throws SQLException {
    return ask(DatabaseMetaData::supportsOuterJoins);
  }

  @Override
  public boolean supportsFullOuterJoins() throws SQLException {
    return ask(DatabaseMetaData::supportsFullOuterJoins);
  }

  @Override
  public boolean supportsLimitedOuterJoins() throws SQLException {
    return ask(DatabaseMetaData::supportsLimitedOuterJoins);
  }

  @Override
  public String getSchemaTerm() throws SQLException {
    return ask(DatabaseMetaData::getSchemaTerm);
  }

  @Override
  public String getProcedureTerm() throws SQLException {
    return ask(DatabaseMetaData::getProcedureTerm);
  }

  @Override
  public String getCatalogTerm() throws SQLException {
    return ask(DatabaseMetaData::getCatalogTerm);
  }

  @Override
  public boolean isCatalogAtStart() throws SQLException {
    return ask(DatabaseMetaData::isCatalogAtStart);
  }

  @Override
  public String getCatalogSeparator() throws SQLException {
    return ask(DatabaseMetaData::getCatalogSeparator);
  }

  @Override
  public boolean supportsSchemasInDataManipulation() throws SQLException {
    return ask(DatabaseMetaData::supportsSchemasInDataManipulation);
  }

  @Override
  public boolean supportsSchemasInProcedureCalls() throws SQLException {
    return ask(DatabaseMetaData::supportsSchemasInProcedureCalls);
  }

  @Override
  public boolean supportsSchemasInTableDefinitions() throws SQLException {
    return ask(DatabaseMetaData::supportsSchemasInTableDefinitions);
  }

  @Override
  public boolean supportsSchemasInIndexDefinitions() throws SQLException {
    return ask(DatabaseMetaData::supportsSchemasInIndexDefinitions);
  }

  @Override
  public boolean supportsSchemasInPrivilegeDefinitions() throws SQLException {
    return ask(DatabaseMetaData::supportsSchemasInPrivilegeDefinitions);
  }

  @Override
  public boolean supportsCatalogsInDataManipulation() throws SQLException {
    return ask(DatabaseMetaData::supportsCatalogsInDataManipulation);
  }

  @Override
  public boolean supportsCatalogsInProcedureCalls() throws SQLException {
    return ask(DatabaseMetaData::supportsCatalogsInProcedureCalls);
  }

  @Override
  public boolean supportsCatalogsInTableDefinitions() throws SQLException {
    return ask(DatabaseMetaData::supportsCatalogsInTableDefinitions);
  }

  @Override
  public boolean supportsCatalogsInIndexDefinitions() throws SQLException {
    return ask(DatabaseMetaData::supportsCatalogsInIndexDefinitions);
  }

  @Override
  public boolean supportsCatalogsInPrivilegeDefinitions() throws SQLException {
    return ask(DatabaseMetaData::supportsCatalogsInPrivilegeDefinitions);
  }

  @Override
  public boolean supportsPositionedDelete() throws SQLException {
    return false;
  }

  @Override
  public boolean supportsPositionedUpdate() throws SQLException {
    return false;
  }

  @Override
  public boolean supportsSelectForUpdate() throws SQLException {
    return ask(DatabaseMetaData::supportsSelectForUpdate);
  }

  @Override
  public boolean supportsStoredProcedures() throws SQLException {
    return false;
  }

  @Override
  public boolean supportsSubqueriesInComparisons() throws SQLException {
    return ask(DatabaseMetaData::supportsSubqueriesInComparisons);
  }

  @Override
  public boolean supportsSubqueriesInExists() throws SQLException {
    return ask(DatabaseMetaData::supportsSubqueriesInExists);
  }

  @Override
  public boolean supportsSubqueriesInIns() throws SQLException {
    return ask(DatabaseMetaData::supportsSubqueriesInIns);
  }

  @Override
  public boolean supportsSubqueriesInQuantifieds() throws SQLException {
    return ask(DatabaseMetaData::supportsSubqueriesInQuantifieds);
  }

  @Override
  public boolean supportsCorrelatedSubqueries() throws SQLException {
    return ask(DatabaseMetaData::supportsCorrelatedSubqueries);
  }

  @Override
  public boolean supportsUnion() throws SQLException {
    return ask(DatabaseMetaData::supportsUnion);
  }

  @Override
  public boolean supportsUnionAll() throws SQLException {
    return ask(DatabaseMetaData::supportsUnionAll);
  }

  @Override
  public boolean supportsOpenCursorsAcrossCommit() throws SQLException {
    return ask(DatabaseMetaData::supportsOpenCursorsAcrossCommit);
  }

  @Override
  public boolean supportsOpenCursorsAcrossRollback() throws SQLException {
    return ask(DatabaseMetaData::supportsOpenCursorsAcrossRollback);
  }

  @Override
  public boolean supportsOpenStatementsAcrossCommit() throws SQLException {
    return ask(DatabaseMetaData::supportsOpenStatementsAcrossCommit);
  }

  @Override
  public boolean supportsOpenStatementsAcrossRollback() throws SQLException {
    return ask(DatabaseMetaData::supportsOpenStatementsAcrossRollback);
  }

  @Override
  public int getMaxBinaryLiteralLength() throws SQLException {
    return ask(DatabaseMetaData::getMaxBinaryLiteralLength);
  }

  @Override
  public int getMaxCharLiteralLength() throws SQLException {
    return ask(DatabaseMetaData::getMaxCharLiteralLength);
  }

  @Override
  public int getMaxColumnNameLength() throws SQLException {
    return ask(DatabaseMetaData::getMaxColumnNameLength);
  }

  @Override
  public int getMaxColumnsInGroupBy() throws SQLException {
    return ask(DatabaseMetaData::getMaxColumnsInGroupBy);
  }

  @Override
  public int getMaxColumnsInIndex() throws SQLException {
    return ask(DatabaseMetaData::getMaxColumnsInIndex);
  }

  @Override
  public int getMaxColumnsInOrderBy() throws SQLException {
    return ask(DatabaseMetaData::getMaxColumnsInOrderBy);
  }

  @Override
  public int getMaxColumnsInSelect() throws SQLException {
    return ask(DatabaseMetaData::getMaxColumnsInSelect);
  }

  @Override
  public int getMaxColumnsInTable() throws SQLException {
    return ask(DatabaseMetaData::getMaxColumnsInTable);
  }

  @Override
  public int getMaxConnections() throws SQLException {
    return ask(DatabaseMetaData::getMaxConnections);
  }

  @Override
  public int getMaxCursorNameLength() throws SQLException {
    return ask(DatabaseMetaData::getMaxCursorNameLength);
  }

  @Override
  public int getMaxIndexLength() throws SQLException {
    return ask(DatabaseMetaData::getMaxIndexLength);
  }

  @Override
  public int getMaxSchemaNameLength() throws SQLException {
    return ask(DatabaseMetaData::getMaxSchemaNameLength);
  }

  @Override
  public int getMaxProcedureNameLength() throws SQLException {
    return ask(DatabaseMetaData::getMaxProcedureNameLength);
  }

  @Override
  public int getMaxCatalogNameLength() throws SQLException {
    return ask(DatabaseMetaData::getMaxCatalogNameLength);
  }

  @Override
  public int getMaxRowSize() throws SQLException {
    return ask(DatabaseMetaData::getMaxRowSize);
  }

  @Override
  public boolean doesMaxRowSizeIncludeBlobs() throws SQLException {
    return ask(DatabaseMetaData::doesMaxRowSizeIncludeBlobs);
  }

  @Override
  public int getMaxStatementLength() throws SQLException {
    return ask(DatabaseMetaData::getMaxStatementLength);
  }

  @Override
  public int getMaxStatements() throws SQLException {
    return ask(DatabaseMetaData::getMaxStatements);
  }

  @Override
  public int getMaxTableNameLength() throws SQLException {
    return ask(DatabaseMetaData::getMaxTableNameLength);
  }

  @Override
  public int getMaxTablesInSelect() throws SQLException {
    return ask(DatabaseMetaData::getMaxTablesInSelect);
  }

  @Override
  public int getMaxUserNameLength() throws SQLException {
    return ask(DatabaseMetaData::getMaxUserNameLength);
  }

  @Override
  public int getDefaultTransactionIsolation() throws SQLException {
    return ask(DatabaseMetaData::getDefaultTransactionIsolation);
  }

  @Override
  public boolean supportsTransactions() throws SQLException {
    return ask(DatabaseMetaData::supportsTransactions);
  }

  @Override
  public boolean supportsTransactionIsolationLevel(int level) throws SQLException {
    return ask(leaf -> leaf.supportsTransactionIsolationLevel(level));
  }

  @Override
  public boolean supportsDataDefinitionAndDataManipulationTransactions() throws SQLException {
    return ask(DatabaseMetaData::supportsDataDefinitionAndDataManipulationTransactions);
  }

  @Override
  public boolean supportsDataManipulationTransactionsOnly() throws SQLException {
    return ask(DatabaseMetaData::supportsDataManipulationTransactionsOnly);
  }

  @Override
  public boolean dataDefinitionCausesTransactionCommit() throws SQLException {
    return ask(DatabaseMetaData::dataDefinitionCausesTransactionCommit);
  }

  @Override
  public boolean dataDefinitionIgnoredInTransactions() throws SQLException {
    return ask(DatabaseMetaData::dataDefinitionIgnoredInTransactions);
  }

  @Override
  public ResultSet getProcedures(
      @Nullable String catalog, @Nullable String schema, @Nullable String name)
      throws SQLException {
    return list(leaf -> leaf.getProcedures(catalog, schema, name));
  }

  @Override
  public ResultSet getProcedureColumns(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String procedure,
      @Nullable String column)
      throws SQLException {
    return list(leaf -> leaf.getProcedureColumns(catalog, schema, procedure, column));
  }

  @Override
  public ResultSet getTables(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      String @Nullable [] types)
      throws SQLException {
    return list(leaf -> leaf.getTables(catalog, schema, table, types));
  }

  @Override
  public ResultSet getSchemas() throws SQLException {
    return list(DatabaseMetaData::getSchemas);
  }

  @Override
  public ResultSet getCatalogs() throws SQLException {
    return list(DatabaseMetaData::getCatalogs);
  }

  @Override
  public ResultSet getTableTypes() throws SQLException {
    return list(DatabaseMetaData::getTableTypes);
  }

  @Override
  public ResultSet getColumns(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String column)
      throws SQLException {
    return list(leaf -> leaf.getColumns(catalog, schema, table, column));
  }

  @Override
  public ResultSet getColumnPrivileges(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String column)
      throws SQLException {
    return list(leaf -> leaf.getColumnPrivileges(catalog, schema, table, column));
  }

  @Override
  public ResultSet getTablePrivileges(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return list(leaf -> leaf.getTablePrivileges(catalog, schema, table));
  }

  @Override
  public ResultSet getBestRowIdentifier(
      @Nullable String catalog, @Nullable String schema, String table, int scope, boolean nullable)
      throws SQLException {
    return list(leaf -> leaf.getBestRowIdentifier(catalog, schema, table, scope, nullable));
  }

  @Override
  public ResultSet getVersionColumns(
      @Nullable String catalog, @Nullable String schema, String table) throws SQLException {
    return list(leaf -> leaf.getVersionColumns(catalog, schema, table));
  }

  @Override
  public ResultSet getPrimaryKeys(@Nullable String catalog, @Nullable String schema, String table)
      throws SQLException {
    return list(leaf -> leaf.getPrimaryKeys(catalog, schema, table));
  }

  @Override
  public ResultSet getImportedKeys(@Nullable String catalog, @Nullable String schema, String table)
      throws SQLException {
    return list(leaf -> leaf.getImportedKeys(catalog, schema, table));
  }

  @Override
  public ResultSet getExportedKeys(@Nullable String catalog, @Nullable String schema, String table)
      throws SQLException {
    return list(leaf -> leaf.getExportedKeys(catalog, schema, table));
  }

  @Override
  public ResultSet getCrossReference(
      @Nullable String parentCatalog,
      @Nullable String parentSchema,
      String parentTable,
      @Nullable String foreignCatalog,
      @Nullable String foreignSchema,
      String foreignTable)
      throws SQLException {
    return list(
        leaf ->
            leaf.getCrossReference(
                parentCatalog,
                parentSchema,
                parentTable,
                foreignCatalog,
                foreignSchema,
                foreignTable));
  }

  @Override
  public ResultSet getTypeInfo() throws SQLException {
    return shell.on(
        leaf -> CatalogueRows.distinct(leaf.getMetaData().getTypeInfo(), names.engine(), names));
  }

  @Override
  public ResultSet getIndexInfo(
      @Nullable String catalog,
      @Nullable String schema,
      String table,
      boolean unique,
      boolean approximate)
      throws SQLException {
    return list(leaf -> leaf.getIndexInfo(catalog, schema, table, unique, approximate));
  }

  @Override
  public boolean supportsResultSetType(int type) throws SQLException {
    return type == ResultSet.TYPE_FORWARD_ONLY || type == ResultSet.TYPE_SCROLL_INSENSITIVE;
  }

  @Override
  public boolean supportsResultSetConcurrency(int type, int concurrency) throws SQLException {
    return supportsResultSetType(type) && concurrency == ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public boolean ownUpdatesAreVisible(int type) throws SQLException {
    return false;
  }

  @Override
  public boolean ownDeletesAreVisible(int type) throws SQLException {
    return false;
  }

  @Override
  public boolean ownInsertsAreVisible(int type) throws SQLException {
    return false;
  }

  @Override
  public boolean othersUpdatesAreVisible(int type) throws SQLException {
    return false;
  }

  @Override
  public boolean othersDeletesAreVisible(int type) throws SQLException {
    return false;
  }

  @Override
  public boolean othersInsertsAreVisible(int type) throws SQLException {
    return false;
  }

  @Override
  public boolean updatesAreDetected(int type) throws SQLException {
    return false;
  }

  @Override
  public boolean deletesAreDetected(int type) throws SQLException {
    return false;
  }

  @Override
  public boolean insertsAreDetected(int type) throws SQLException {
    return false;
  }

  @Override
  public boolean supportsBatchUpdates() throws SQLException {
    return true;
  }

  @Override
  public ResultSet getUDTs(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String type,
      int @Nullable [] types)
      throws SQLException {
    return list(leaf -> leaf.getUDTs(catalog, schema, type, types));
  }

  @Override
  public Connection getConnection() throws SQLException {
    return connection;
  }

  @Override
  public boolean supportsSavepoints() throws SQLException {
    return true;
  }

  @Override
  public boolean supportsNamedParameters() throws SQLException {
    return false;
  }

  @Override
  public boolean supportsMultipleOpenResults() throws SQLException {
    return true;
  }

  @Override
  public boolean supportsGetGeneratedKeys() throws SQLException {
    return true;
  }

  @Override
  public ResultSet getSuperTypes(
      @Nullable String catalog, @Nullable String schema, @Nullable String type)
      throws SQLException {
    return list(leaf -> leaf.getSuperTypes(catalog, schema, type));
  }

  @Override
  public ResultSet getSuperTables(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return list(leaf -> leaf.getSuperTables(catalog, schema, table));
  }

  @Override
  public ResultSet getAttributes(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String type,
      @Nullable String attribute)
      throws SQLException {
    return list(leaf -> leaf.getAttributes(catalog, schema, type, attribute));
  }

  @Override
  public boolean supportsResultSetHoldability(int holdability) throws SQLException {
    return true;
  }

  @Override
  public int getResultSetHoldability() throws SQLException {
    return FetchOptions.defaultHoldability(names.engine());
  }

  @Override
  public int getDatabaseMajorVersion() throws SQLException {
    return ask(DatabaseMetaData::getDatabaseMajorVersion);
  }

  @Override
  public int getDatabaseMinorVersion() throws SQLException {
    return ask(DatabaseMetaData::getDatabaseMinorVersion);
  }

  @Override
  public int getJDBCMajorVersion() throws SQLException {
    return 4;
  }

  @Override
  public int getJDBCMinorVersion() throws SQLException {
    return 3;
  }

  @Override
  public int getSQLStateType() throws SQLException {
    return ask(DatabaseMetaData::getSQLStateType);
  }

  @Override
  public boolean locatorsUpdateCopy() throws SQLException {
    return ask(DatabaseMetaData::locatorsUpdateCopy);
  }

  @Override
  public boolean supportsStatementPooling() throws SQLException {
    return false;
  }

  @Override
  public RowIdLifetime getRowIdLifetime() throws SQLException {
    return ask(DatabaseMetaData::getRowIdLifetime);
  }

  @Override
  public ResultSet getSchemas(@Nullable String catalog, @Nullable String schema)
      throws SQLException {
    return list(leaf -> leaf.getSchemas(catalog, schema));
  }

  @Override
  public boolean supportsStoredFunctionsUsingCallSyntax() throws SQLException {
    return false;
  }

  @Override
  public boolean autoCommitFailureClosesAllResultSets() throws SQLException {
    return ask(DatabaseMetaData::autoCommitFailureClosesAllResultSets);
  }

  @Override
  public ResultSet getClientInfoProperties() throws SQLException {
    return list(DatabaseMetaData::getClientInfoProperties);
  }

  @Override
  public ResultSet getFunctions(
      @Nullable String catalog, @Nullable String schema, @Nullable String function)
      throws SQLException {
    return list(leaf -> leaf.getFunctions(catalog, schema, function));
  }

  @Override
  public ResultSet getFunctionColumns(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String function,
      @Nullable String column)
      throws SQLException {
    return list(leaf -> leaf.getFunctionColumns(catalog, schema, function, column));
  }

  @Override
  public ResultSet getPseudoColumns(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String column)
      throws SQLException {
    return list(leaf -> leaf.getPseudoColumns(catalog, schema, table, column));
  }

  @Override
  public boolean generatedKeyAlwaysReturned() throws SQLException {
    return ask(DatabaseMetaData::generatedKeyAlwaysReturned);
  }

  @Override
  public long getMaxLogicalLobSize() throws SQLException {
    return ask(DatabaseMetaData::getMaxLogicalLobSize);
  }

  @Override
  public boolean supportsRefCursors() throws SQLException {
    return false;
  }

  @Override
  public boolean supportsSharding() throws SQLException {
    return false;
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (!type.isInstance(this)) {
      throw CanopyError.NO_UNWRAP.with("description", type.getName());
    }
    return type.cast(this);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
