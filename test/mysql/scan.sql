CREATE TABLE city (id int PRIMARY KEY, name varchar(20), founded date, note text);
INSERT INTO city VALUES (1, 'Oslo', '1048-01-01', ''), (2, 'Rome', '0753-04-21', NULL), (3, 'Brasilia', '1960-04-21', 'planned');
CREATE TABLE visit (city_id int, day date);
INSERT INTO visit VALUES (1, '2024-01-01'), (1, '2024-02-01'), (3, '2024-03-01');
CREATE TABLE MixedCase (ID int PRIMARY KEY, camelCase varchar(10), `select` int);
INSERT INTO MixedCase VALUES (1, 'x', 5);
CREATE TABLE bad (id int PRIMARY KEY, v varchar(10));
INSERT INTO bad VALUES (1, '1'), (2, 'two'), (3, '3');
