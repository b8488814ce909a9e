SET SESSION cte_max_recursion_depth = 10000;
-- more rows than a batch holds; in every batch other rows have NULLs
CREATE TABLE fixed (id int PRIMARY KEY, flag tinyint(1), small smallint, big bigint NOT NULL,
    ref char(36), part float, whole double, day date, moment datetime(6), span time(6));
INSERT INTO fixed
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2503)
SELECT i, IF(i % 7 = 0, NULL, i % 2), IF(i % 5 = 0, NULL, -i), i * 1000000000000,
    IF(i % 11 = 0, NULL, CONCAT('00000000-0000-4000-8000-', LPAD(i, 12, '0'))),
    i / 4, -i / 8, DATE '2000-01-01' + INTERVAL i DAY,
    IF(i % 13 = 0, NULL, TIMESTAMP '1999-12-31 23:59:59.999999' + INTERVAL i SECOND), SEC_TO_TIME(-i)
FROM n;
CREATE TABLE forbidden (id int PRIMARY KEY, v int);
INSERT INTO forbidden VALUES (1, 1), (2, NULL), (3, 3);
