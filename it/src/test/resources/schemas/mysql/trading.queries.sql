SELECT * FROM `Current Product List`;
SELECT * FROM `Order Subtotals`;
-- @rows ordered
SELECT * FROM `Product Sales` ORDER BY ProductSales DESC;
SELECT o.OrderID, s.Subtotal FROM Orders o JOIN `Order Subtotals` s ON o.OrderID = s.OrderID WHERE o.OrderDate BETWEEN '1997-01-01' AND '1997-12-31';
SELECT c.CompanyName FROM Customers c LEFT JOIN Orders o ON o.CustomerID = c.CustomerID AND YEAR(o.OrderDate) = 1996 WHERE o.OrderID IS NULL;
SELECT CategoryName, HEX(Picture) FROM Categories;
SELECT Country FROM Customers UNION SELECT City FROM Customers;
INSERT INTO `Order Details` (OrderID, ProductID) VALUES (10251, 1);
SELECT COUNT(*) FROM `Order Details` WHERE Quantity = 1;
