SELECT v.first_name, s.name FROM vets v LEFT JOIN vet_specialties vs ON v.id = vs.vet_id LEFT JOIN specialties s ON vs.specialty_id = s.id;
SELECT DISTINCT o.last_name, p.name, t.name FROM owners o LEFT JOIN pets p ON p.owner_id = o.id LEFT JOIN types t ON t.id = p.type_id WHERE o.last_name LIKE 'R%';
SELECT o.city, COUNT(*) FROM owners o JOIN pets p ON p.owner_id = o.id JOIN visits v ON v.pet_id = p.id GROUP BY o.city;
-- @rows ordered
SELECT p.name, v.visit_date, v.description FROM visits v JOIN pets p ON p.id = v.pet_id ORDER BY v.visit_date DESC;
-- @error
INSERT INTO vet_specialties VALUES (3, 1);
DELETE FROM vet_specialties WHERE vet_id = 3 AND specialty_id = 1;
SELECT COUNT(*) FROM vet_specialties;
UPDATE pets SET owner_id = 1 WHERE owner_id = (SELECT id FROM owners WHERE last_name = 'Davis');
SELECT name FROM pets WHERE owner_id = 1;
