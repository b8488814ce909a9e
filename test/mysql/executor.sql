CREATE TABLE people (id int PRIMARY KEY, name varchar(20), born date);
INSERT INTO people VALUES (1, 'Ann', '1990-05-01'), (2, 'Bob', NULL), (3, 'Cyd', '2001-12-31');
CREATE TABLE log (at datetime, text varchar(20));
INSERT INTO log VALUES ('2024-01-01 00:00:00', 'first'), ('2024-06-01 00:00:00', 'second'), ('2025-01-01 00:00:00', 'third');
