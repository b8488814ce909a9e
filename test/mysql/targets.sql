CREATE TABLE `generated` (id int PRIMARY KEY, a int, b int);
INSERT INTO `generated` VALUES (1, 2, 3), (2, NULL, 5);
CREATE TABLE identities (id int PRIMARY KEY, n int);
INSERT INTO identities VALUES (7, 70), (3, 30);
CREATE TABLE defaults (id int PRIMARY KEY, given varchar(10));
INSERT INTO defaults VALUES (1, 'x'), (2, NULL), (3, '');
CREATE TABLE dropped (id int PRIMARY KEY, a varchar(10), b int);
INSERT INTO dropped VALUES (1, 'one', 10), (2, 'two', 20);
CREATE TABLE plain (id int PRIMARY KEY, v varchar(10));
INSERT INTO plain VALUES (1, 'a'), (2, 'b');
CREATE TABLE no_rows (id int PRIMARY KEY);
CREATE TABLE keyless (v int);
INSERT INTO keyless VALUES (1), (1), (NULL);
-- more rows than a batch
CREATE TABLE many (id int PRIMARY KEY, v varchar(40));
INSERT INTO many WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
    SELECT i, REPEAT('v', i % 40) FROM n;
INSERT INTO many SELECT id + 1000, v FROM many;
INSERT INTO many SELECT id + 2000, v FROM many;
