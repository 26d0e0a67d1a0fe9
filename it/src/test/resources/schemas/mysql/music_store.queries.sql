-- @rows ordered
SELECT ar.`Name`, COUNT(*) AS albums FROM `Album` al JOIN `Artist` ar ON ar.`ArtistId` = al.`ArtistId` GROUP BY ar.`ArtistId`, ar.`Name` ORDER BY albums DESC, ar.`Name`;
-- @rows ordered
SELECT t.`Name`, a.`Title`, g.`Name` FROM `Track` t LEFT JOIN `Album` a ON t.`AlbumId` = a.`AlbumId` LEFT JOIN `Genre` g ON g.`GenreId` = t.`GenreId` ORDER BY t.`TrackId`;
SELECT `Country`, SUM(`Total`) FROM `Invoice` JOIN `Customer` USING (`CustomerId`) GROUP BY `Country` HAVING SUM(`Total`) > 10;
SELECT e.`LastName`, m.`LastName` AS manager FROM `Employee` e LEFT JOIN `Employee` m ON e.`ReportsTo` = m.`EmployeeId`;
SELECT t.`TrackId` FROM `Track` t WHERE t.`TrackId` NOT IN (SELECT `TrackId` FROM `InvoiceLine`);
SELECT c.`FirstName` FROM `Customer` c WHERE (SELECT COUNT(*) FROM `Invoice` i WHERE i.`CustomerId` = c.`CustomerId`) > 1;
-- @rows ordered
SELECT `InvoiceId`, SUM(`UnitPrice` * `Quantity`) OVER (PARTITION BY `InvoiceId` ORDER BY `InvoiceLineId`) AS running FROM `InvoiceLine` ORDER BY `InvoiceLineId`;
SELECT p.`Name`, COUNT(pt.`TrackId`) FROM `Playlist` p LEFT JOIN `PlaylistTrack` pt ON p.`PlaylistId` = pt.`PlaylistId` GROUP BY p.`PlaylistId`, p.`Name`;
UPDATE `Track` SET `UnitPrice` = `UnitPrice` + 1 WHERE `AlbumId` IN (SELECT `AlbumId` FROM `Album` WHERE `ArtistId` = 1);
SELECT SUM(`UnitPrice`) FROM `Track`;
