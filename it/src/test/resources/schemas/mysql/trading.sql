-- A trading firm: names with blanks, binary pictures, views of the reports, procedures.
SET FOREIGN_KEY_CHECKS=0;
CREATE TABLE `Categories` (
    `CategoryID` INTEGER NOT NULL AUTO_INCREMENT,
    `CategoryName` VARCHAR(15) NOT NULL,
    `Description` MEDIUMTEXT,
    `Picture` LONGBLOB,
    CONSTRAINT `PK_Categories` PRIMARY KEY (`CategoryID`)
);
CREATE INDEX `CategoryName` ON `Categories` (`CategoryName`);
CREATE TABLE `Customers` (
    `CustomerID` VARCHAR(5) NOT NULL,
    `CompanyName` VARCHAR(40) NOT NULL,
    `City` VARCHAR(15),
    `Country` VARCHAR(15),
    CONSTRAINT `PK_Customers` PRIMARY KEY (`CustomerID`)
);
CREATE INDEX `City` ON `Customers` (`City`);
CREATE TABLE `Products` (
    `ProductID` INTEGER NOT NULL AUTO_INCREMENT,
    `ProductName` VARCHAR(40) NOT NULL,
    `CategoryID` INTEGER,
    `UnitPrice` DECIMAL(10,4) DEFAULT 0,
    `Discontinued` BIT NOT NULL DEFAULT 0,
    CONSTRAINT `PK_Products` PRIMARY KEY (`ProductID`)
);
CREATE TABLE `Orders` (
    `OrderID` INTEGER NOT NULL AUTO_INCREMENT,
    `CustomerID` VARCHAR(5),
    `OrderDate` DATETIME,
    `Freight` DECIMAL(10,4) DEFAULT 0,
    CONSTRAINT `PK_Orders` PRIMARY KEY (`OrderID`)
);
CREATE INDEX `OrderDate` ON `Orders` (`OrderDate`);
CREATE TABLE `Order Details` (
    `OrderID` INTEGER NOT NULL,
    `ProductID` INTEGER NOT NULL,
    `UnitPrice` DECIMAL(10,4) NOT NULL DEFAULT 0,
    `Quantity` SMALLINT(2) NOT NULL DEFAULT 1,
    `Discount` REAL(8,0) NOT NULL DEFAULT 0,
    CONSTRAINT `PK_Order Details` PRIMARY KEY (`OrderID`, `ProductID`)
);
ALTER TABLE `Orders` ADD CONSTRAINT `FK_Orders_Customers`
    FOREIGN KEY (`CustomerID`) REFERENCES `Customers` (`CustomerID`);
ALTER TABLE `Products` ADD CONSTRAINT `FK_Products_Categories`
    FOREIGN KEY (`CategoryID`) REFERENCES `Categories` (`CategoryID`);
ALTER TABLE `Order Details` ADD CONSTRAINT `FK_Order_Details_Orders`
    FOREIGN KEY (`OrderID`) REFERENCES `Orders` (`OrderID`);
ALTER TABLE `Order Details` ADD CONSTRAINT `FK_Order_Details_Products`
    FOREIGN KEY (`ProductID`) REFERENCES `Products` (`ProductID`);
TRUNCATE TABLE `Categories`;
INSERT INTO Categories VALUES (null,'Drinks','Soft drinks, coffees',0x151C2F00020000000D000E0014),(null,'Sauces','Sweet and savoury','');
INSERT INTO Customers VALUES ('ALFKI','Alfred','Berlin','Germany'),('ANATR','Ana','México D.F.','Mexico'),('BERGS','Berg','Luleå','Sweden');
INSERT INTO Products VALUES (1,'Chai',1,18.00,0),(2,'Chang',1,19.00,0),(3,'Syrup',2,10.00,b'1'),(4,'Gumbo',2,21.35,b'1');
INSERT INTO Orders VALUES (10248,'ALFKI','1996-07-04',32.38),(10249,'ANATR','1996-07-05',11.61),(10250,'ALFKI','1997-01-08',65.83),(10251,'BERGS','1997-02-08',41.34);
INSERT INTO `Order Details` VALUES (10248,1,14,12,0.0),(10248,3,9.8,10,0.0),(10249,2,18.6,9,0.0),(10250,4,42.4,40,0.0),(10250,1,7.7,10,0.0),(10251,2,16.8,6,0.0);
SET FOREIGN_KEY_CHECKS=1;
CREATE VIEW `Current Product List` AS
SELECT ProductID,
       ProductName
FROM Products
WHERE Discontinued=0;
CREATE VIEW `Order Subtotals` AS
SELECT `Order Details`.OrderID,
Sum((`Order Details`.UnitPrice*Quantity*(1-Discount)/100)*100) AS Subtotal
FROM `Order Details`
GROUP BY `Order Details`.OrderID;
CREATE VIEW `Product Sales` AS
SELECT Categories.CategoryName, Products.ProductName, Sum(`Order Details`.UnitPrice * Quantity) AS ProductSales
FROM Categories
    JOIN Products ON Categories.CategoryID = Products.CategoryID
    JOIN `Order Details` ON Products.ProductID = `Order Details`.ProductID
GROUP BY Categories.CategoryName, Products.ProductName;
DROP PROCEDURE IF EXISTS `CustOrders`;
DELIMITER $$
-- @refused the routine CustOrders, which reads the table Orders inside one leaf
CREATE PROCEDURE `CustOrders`(in AtCustomerID VARCHAR(5))
BEGIN
SELECT OrderID, OrderDate FROM Orders WHERE CustomerID = AtCustomerID ORDER BY OrderID;
END $$
DELIMITER ;
