-- A music store: names in mixed case, foreign keys and their indexes by statements of their own, one of a table to itself.
CREATE TABLE `Artist`
(
    `ArtistId` INT NOT NULL,
    `Name` VARCHAR(120),
    CONSTRAINT `PK_Artist` PRIMARY KEY  (`ArtistId`)
);
CREATE TABLE `Album`
(
    `AlbumId` INT NOT NULL,
    `Title` VARCHAR(160) NOT NULL,
    `ArtistId` INT NOT NULL,
    CONSTRAINT `PK_Album` PRIMARY KEY  (`AlbumId`)
);
CREATE TABLE `Genre`
(
    `GenreId` INT NOT NULL,
    `Name` VARCHAR(120),
    CONSTRAINT `PK_Genre` PRIMARY KEY  (`GenreId`)
);
CREATE TABLE `Track`
(
    `TrackId` INT NOT NULL,
    `Name` VARCHAR(200) NOT NULL,
    `AlbumId` INT,
    `GenreId` INT,
    `Composer` VARCHAR(220),
    `Milliseconds` INT NOT NULL,
    `UnitPrice` NUMERIC(10,2) NOT NULL,
    CONSTRAINT `PK_Track` PRIMARY KEY  (`TrackId`)
);
CREATE TABLE `Employee`
(
    `EmployeeId` INT NOT NULL,
    `LastName` VARCHAR(20) NOT NULL,
    `ReportsTo` INT,
    `HireDate` DATETIME,
    CONSTRAINT `PK_Employee` PRIMARY KEY  (`EmployeeId`)
);
CREATE TABLE `Customer`
(
    `CustomerId` INT NOT NULL,
    `FirstName` VARCHAR(40) NOT NULL,
    `Country` VARCHAR(40),
    `SupportRepId` INT,
    CONSTRAINT `PK_Customer` PRIMARY KEY  (`CustomerId`)
);
CREATE TABLE `Invoice`
(
    `InvoiceId` INT NOT NULL,
    `CustomerId` INT NOT NULL,
    `InvoiceDate` DATETIME NOT NULL,
    `Total` NUMERIC(10,2) NOT NULL,
    CONSTRAINT `PK_Invoice` PRIMARY KEY  (`InvoiceId`)
);
CREATE TABLE `InvoiceLine`
(
    `InvoiceLineId` INT NOT NULL,
    `InvoiceId` INT NOT NULL,
    `TrackId` INT NOT NULL,
    `UnitPrice` NUMERIC(10,2) NOT NULL,
    `Quantity` INT NOT NULL,
    CONSTRAINT `PK_InvoiceLine` PRIMARY KEY  (`InvoiceLineId`)
);
CREATE TABLE `Playlist`
(
    `PlaylistId` INT NOT NULL,
    `Name` VARCHAR(120),
    CONSTRAINT `PK_Playlist` PRIMARY KEY  (`PlaylistId`)
);
CREATE TABLE `PlaylistTrack`
(
    `PlaylistId` INT NOT NULL,
    `TrackId` INT NOT NULL,
    CONSTRAINT `PK_PlaylistTrack` PRIMARY KEY  (`PlaylistId`, `TrackId`)
);
ALTER TABLE `Album` ADD CONSTRAINT `FK_AlbumArtistId`
    FOREIGN KEY (`ArtistId`) REFERENCES `Artist` (`ArtistId`) ON DELETE NO ACTION ON UPDATE NO ACTION;
CREATE INDEX `IFK_AlbumArtistId` ON `Album` (`ArtistId`);
ALTER TABLE `Customer` ADD CONSTRAINT `FK_CustomerSupportRepId`
    FOREIGN KEY (`SupportRepId`) REFERENCES `Employee` (`EmployeeId`) ON DELETE NO ACTION ON UPDATE NO ACTION;
CREATE INDEX `IFK_CustomerSupportRepId` ON `Customer` (`SupportRepId`);
ALTER TABLE `Employee` ADD CONSTRAINT `FK_EmployeeReportsTo`
    FOREIGN KEY (`ReportsTo`) REFERENCES `Employee` (`EmployeeId`) ON DELETE NO ACTION ON UPDATE NO ACTION;
CREATE INDEX `IFK_EmployeeReportsTo` ON `Employee` (`ReportsTo`);
ALTER TABLE `Invoice` ADD CONSTRAINT `FK_InvoiceCustomerId`
    FOREIGN KEY (`CustomerId`) REFERENCES `Customer` (`CustomerId`) ON DELETE NO ACTION ON UPDATE NO ACTION;
CREATE INDEX `IFK_InvoiceCustomerId` ON `Invoice` (`CustomerId`);
ALTER TABLE `InvoiceLine` ADD CONSTRAINT `FK_InvoiceLineInvoiceId`
    FOREIGN KEY (`InvoiceId`) REFERENCES `Invoice` (`InvoiceId`) ON DELETE NO ACTION ON UPDATE NO ACTION;
CREATE INDEX `IFK_InvoiceLineInvoiceId` ON `InvoiceLine` (`InvoiceId`);
ALTER TABLE `InvoiceLine` ADD CONSTRAINT `FK_InvoiceLineTrackId`
    FOREIGN KEY (`TrackId`) REFERENCES `Track` (`TrackId`) ON DELETE NO ACTION ON UPDATE NO ACTION;
CREATE INDEX `IFK_InvoiceLineTrackId` ON `InvoiceLine` (`TrackId`);
ALTER TABLE `PlaylistTrack` ADD CONSTRAINT `FK_PlaylistTrackPlaylistId`
    FOREIGN KEY (`PlaylistId`) REFERENCES `Playlist` (`PlaylistId`) ON DELETE NO ACTION ON UPDATE NO ACTION;
CREATE INDEX `IFK_PlaylistTrackPlaylistId` ON `PlaylistTrack` (`PlaylistId`);
ALTER TABLE `PlaylistTrack` ADD CONSTRAINT `FK_PlaylistTrackTrackId`
    FOREIGN KEY (`TrackId`) REFERENCES `Track` (`TrackId`) ON DELETE NO ACTION ON UPDATE NO ACTION;
CREATE INDEX `IFK_PlaylistTrackTrackId` ON `PlaylistTrack` (`TrackId`);
ALTER TABLE `Track` ADD CONSTRAINT `FK_TrackAlbumId`
    FOREIGN KEY (`AlbumId`) REFERENCES `Album` (`AlbumId`) ON DELETE NO ACTION ON UPDATE NO ACTION;
CREATE INDEX `IFK_TrackAlbumId` ON `Track` (`AlbumId`);
ALTER TABLE `Track` ADD CONSTRAINT `FK_TrackGenreId`
    FOREIGN KEY (`GenreId`) REFERENCES `Genre` (`GenreId`) ON DELETE NO ACTION ON UPDATE NO ACTION;
CREATE INDEX `IFK_TrackGenreId` ON `Track` (`GenreId`);
INSERT INTO `Artist` (`ArtistId`, `Name`) VALUES (1, N'Accents');
INSERT INTO `Artist` (`ArtistId`, `Name`) VALUES (2, N'Brûlé');
INSERT INTO `Artist` (`ArtistId`, `Name`) VALUES (3, N'Cat''s Eyes');
INSERT INTO `Album` (`AlbumId`, `Title`, `ArtistId`) VALUES (1, N'First', 1);
INSERT INTO `Album` (`AlbumId`, `Title`, `ArtistId`) VALUES (2, N'Second', 1);
INSERT INTO `Album` (`AlbumId`, `Title`, `ArtistId`) VALUES (3, N'Third', 2);
INSERT INTO `Genre` (`GenreId`, `Name`) VALUES (1, N'Rock');
INSERT INTO `Genre` (`GenreId`, `Name`) VALUES (2, N'Jazz');
INSERT INTO `Track` (`TrackId`, `Name`, `AlbumId`, `GenreId`, `Composer`, `Milliseconds`, `UnitPrice`) VALUES (1, N'Track 1', 2, 2, N'Comp 1', 107919, 0.99);
INSERT INTO `Track` (`TrackId`, `Name`, `AlbumId`, `GenreId`, `Composer`, `Milliseconds`, `UnitPrice`) VALUES (2, N'Track 2', 3, 1, N'Comp 0', 115838, 1.99);
INSERT INTO `Track` (`TrackId`, `Name`, `AlbumId`, `GenreId`, `Composer`, `Milliseconds`, `UnitPrice`) VALUES (3, N'Track 3', 1, 2, NULL, 123757, 0.99);
INSERT INTO `Track` (`TrackId`, `Name`, `AlbumId`, `GenreId`, `Composer`, `Milliseconds`, `UnitPrice`) VALUES (4, N'Track 4', 2, 1, N'Comp 0', 131676, 1.99);
INSERT INTO `Track` (`TrackId`, `Name`, `AlbumId`, `GenreId`, `Composer`, `Milliseconds`, `UnitPrice`) VALUES (5, N'Track 5', 3, 2, N'Comp 1', 139595, 0.99);
INSERT INTO `Track` (`TrackId`, `Name`, `AlbumId`, `GenreId`, `Composer`, `Milliseconds`, `UnitPrice`) VALUES (6, N'Track 6', 1, 1, NULL, 147514, 1.99);
INSERT INTO `Track` (`TrackId`, `Name`, `AlbumId`, `GenreId`, `Composer`, `Milliseconds`, `UnitPrice`) VALUES (7, N'Track 7', 2, 2, N'Comp 1', 155433, 0.99);
INSERT INTO `Track` (`TrackId`, `Name`, `AlbumId`, `GenreId`, `Composer`, `Milliseconds`, `UnitPrice`) VALUES (8, N'Track 8', 3, 1, N'Comp 0', 163352, 1.99);
INSERT INTO `Track` (`TrackId`, `Name`, `AlbumId`, `GenreId`, `Composer`, `Milliseconds`, `UnitPrice`) VALUES (9, N'Track 9', 1, 2, NULL, 171271, 0.99);
INSERT INTO `Track` (`TrackId`, `Name`, `AlbumId`, `GenreId`, `Composer`, `Milliseconds`, `UnitPrice`) VALUES (10, N'Track 10', 2, 1, N'Comp 0', 179190, 1.99);
INSERT INTO `Track` (`TrackId`, `Name`, `AlbumId`, `GenreId`, `Composer`, `Milliseconds`, `UnitPrice`) VALUES (11, N'Track 11', 3, 2, N'Comp 1', 187109, 0.99);
INSERT INTO `Track` (`TrackId`, `Name`, `AlbumId`, `GenreId`, `Composer`, `Milliseconds`, `UnitPrice`) VALUES (12, N'Track 12', 1, 1, NULL, 195028, 1.99);
INSERT INTO `Employee` (`EmployeeId`, `LastName`, `ReportsTo`, `HireDate`) VALUES (1, N'Adams', NULL, '2002-08-14 00:00:00');
INSERT INTO `Employee` (`EmployeeId`, `LastName`, `ReportsTo`, `HireDate`) VALUES (2, N'Edwards', 1, '2002-05-01 00:00:00');
INSERT INTO `Employee` (`EmployeeId`, `LastName`, `ReportsTo`, `HireDate`) VALUES (3, N'Peacock', 2, '2002-04-01 00:00:00');
INSERT INTO `Customer` (`CustomerId`, `FirstName`, `Country`, `SupportRepId`) VALUES (1, N'Name1', N'Germany', 3);
INSERT INTO `Customer` (`CustomerId`, `FirstName`, `Country`, `SupportRepId`) VALUES (2, N'Name2', N'Canada', 2);
INSERT INTO `Customer` (`CustomerId`, `FirstName`, `Country`, `SupportRepId`) VALUES (3, N'Name3', N'Brazil', 3);
INSERT INTO `Customer` (`CustomerId`, `FirstName`, `Country`, `SupportRepId`) VALUES (4, N'Name4', N'Germany', 2);
INSERT INTO `Customer` (`CustomerId`, `FirstName`, `Country`, `SupportRepId`) VALUES (5, N'Name5', N'Canada', 3);
INSERT INTO `Customer` (`CustomerId`, `FirstName`, `Country`, `SupportRepId`) VALUES (6, N'Name6', N'Brazil', 2);
INSERT INTO `Invoice` (`InvoiceId`, `CustomerId`, `InvoiceDate`, `Total`) VALUES (1, 2, '2021-02-11 00:00:00', 1.91);
INSERT INTO `Invoice` (`InvoiceId`, `CustomerId`, `InvoiceDate`, `Total`) VALUES (2, 3, '2021-03-11 00:00:00', 2.92);
INSERT INTO `Invoice` (`InvoiceId`, `CustomerId`, `InvoiceDate`, `Total`) VALUES (3, 4, '2021-04-11 00:00:00', 3.93);
INSERT INTO `Invoice` (`InvoiceId`, `CustomerId`, `InvoiceDate`, `Total`) VALUES (4, 5, '2021-01-11 00:00:00', 4.94);
INSERT INTO `Invoice` (`InvoiceId`, `CustomerId`, `InvoiceDate`, `Total`) VALUES (5, 6, '2021-02-11 00:00:00', 5.95);
INSERT INTO `Invoice` (`InvoiceId`, `CustomerId`, `InvoiceDate`, `Total`) VALUES (6, 1, '2021-03-11 00:00:00', 6.96);
INSERT INTO `Invoice` (`InvoiceId`, `CustomerId`, `InvoiceDate`, `Total`) VALUES (7, 2, '2021-04-11 00:00:00', 7.97);
INSERT INTO `Invoice` (`InvoiceId`, `CustomerId`, `InvoiceDate`, `Total`) VALUES (8, 3, '2021-01-11 00:00:00', 8.98);
INSERT INTO `Invoice` (`InvoiceId`, `CustomerId`, `InvoiceDate`, `Total`) VALUES (9, 4, '2021-02-11 00:00:00', 9.99);
INSERT INTO `InvoiceLine` (`InvoiceLineId`, `InvoiceId`, `TrackId`, `UnitPrice`, `Quantity`) VALUES (1, 2, 2, 0.99, 2);
INSERT INTO `InvoiceLine` (`InvoiceLineId`, `InvoiceId`, `TrackId`, `UnitPrice`, `Quantity`) VALUES (2, 3, 3, 0.99, 1);
INSERT INTO `InvoiceLine` (`InvoiceLineId`, `InvoiceId`, `TrackId`, `UnitPrice`, `Quantity`) VALUES (3, 4, 4, 0.99, 2);
INSERT INTO `InvoiceLine` (`InvoiceLineId`, `InvoiceId`, `TrackId`, `UnitPrice`, `Quantity`) VALUES (4, 5, 5, 0.99, 1);
INSERT INTO `InvoiceLine` (`InvoiceLineId`, `InvoiceId`, `TrackId`, `UnitPrice`, `Quantity`) VALUES (5, 6, 6, 0.99, 2);
INSERT INTO `InvoiceLine` (`InvoiceLineId`, `InvoiceId`, `TrackId`, `UnitPrice`, `Quantity`) VALUES (6, 7, 7, 0.99, 1);
INSERT INTO `InvoiceLine` (`InvoiceLineId`, `InvoiceId`, `TrackId`, `UnitPrice`, `Quantity`) VALUES (7, 8, 8, 0.99, 2);
INSERT INTO `InvoiceLine` (`InvoiceLineId`, `InvoiceId`, `TrackId`, `UnitPrice`, `Quantity`) VALUES (8, 9, 9, 0.99, 1);
INSERT INTO `InvoiceLine` (`InvoiceLineId`, `InvoiceId`, `TrackId`, `UnitPrice`, `Quantity`) VALUES (9, 1, 10, 0.99, 2);
INSERT INTO `InvoiceLine` (`InvoiceLineId`, `InvoiceId`, `TrackId`, `UnitPrice`, `Quantity`) VALUES (10, 2, 11, 0.99, 1);
INSERT INTO `InvoiceLine` (`InvoiceLineId`, `InvoiceId`, `TrackId`, `UnitPrice`, `Quantity`) VALUES (11, 3, 12, 0.99, 2);
INSERT INTO `InvoiceLine` (`InvoiceLineId`, `InvoiceId`, `TrackId`, `UnitPrice`, `Quantity`) VALUES (12, 4, 1, 0.99, 1);
INSERT INTO `InvoiceLine` (`InvoiceLineId`, `InvoiceId`, `TrackId`, `UnitPrice`, `Quantity`) VALUES (13, 5, 2, 0.99, 2);
INSERT INTO `InvoiceLine` (`InvoiceLineId`, `InvoiceId`, `TrackId`, `UnitPrice`, `Quantity`) VALUES (14, 6, 3, 0.99, 1);
INSERT INTO `InvoiceLine` (`InvoiceLineId`, `InvoiceId`, `TrackId`, `UnitPrice`, `Quantity`) VALUES (15, 7, 4, 0.99, 2);
INSERT INTO `InvoiceLine` (`InvoiceLineId`, `InvoiceId`, `TrackId`, `UnitPrice`, `Quantity`) VALUES (16, 8, 5, 0.99, 1);
INSERT INTO `InvoiceLine` (`InvoiceLineId`, `InvoiceId`, `TrackId`, `UnitPrice`, `Quantity`) VALUES (17, 9, 6, 0.99, 2);
INSERT INTO `InvoiceLine` (`InvoiceLineId`, `InvoiceId`, `TrackId`, `UnitPrice`, `Quantity`) VALUES (18, 1, 7, 0.99, 1);
INSERT INTO `InvoiceLine` (`InvoiceLineId`, `InvoiceId`, `TrackId`, `UnitPrice`, `Quantity`) VALUES (19, 2, 8, 0.99, 2);
INSERT INTO `InvoiceLine` (`InvoiceLineId`, `InvoiceId`, `TrackId`, `UnitPrice`, `Quantity`) VALUES (20, 3, 9, 0.99, 1);
INSERT INTO `Playlist` (`PlaylistId`, `Name`) VALUES (1, N'Music');
INSERT INTO `Playlist` (`PlaylistId`, `Name`) VALUES (2, N'Empty');
INSERT INTO `PlaylistTrack` (`PlaylistId`, `TrackId`) VALUES (1, 1);
INSERT INTO `PlaylistTrack` (`PlaylistId`, `TrackId`) VALUES (1, 2);
INSERT INTO `PlaylistTrack` (`PlaylistId`, `TrackId`) VALUES (1, 3);
INSERT INTO `PlaylistTrack` (`PlaylistId`, `TrackId`) VALUES (1, 4);
INSERT INTO `PlaylistTrack` (`PlaylistId`, `TrackId`) VALUES (1, 5);
INSERT INTO `PlaylistTrack` (`PlaylistId`, `TrackId`) VALUES (1, 6);
INSERT INTO `PlaylistTrack` (`PlaylistId`, `TrackId`) VALUES (1, 7);
