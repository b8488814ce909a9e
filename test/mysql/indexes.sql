CREATE TABLE things (id int PRIMARY KEY, code varchar(20), body text, spot int, tags varchar(40));
INSERT INTO things WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
    SELECT i, CONCAT('Code-', i), CONCAT('word', i % 10, ' filler'), i % 7, CONCAT('t', i % 3, ',u', i % 5) FROM n;
