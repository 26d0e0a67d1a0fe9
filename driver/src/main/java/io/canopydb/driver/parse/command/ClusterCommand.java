package io.canopydb.driver.parse.command;

/** A command of Canopy's own, which no leaf understands. Values are checked for form only. */
public sealed interface ClusterCommand
    permits LeafCommand,
        PartitionCommand,
        DatabaseCommand,
        ShowCommand,
        SetSyncVariable,
        SettleTransaction {}
