CREATE TABLE measure (id int PRIMARY KEY, city varchar(10), taken date, value int);
INSERT INTO measure VALUES
    (1, 'Oslo', '2023-01-01', 10), (2, 'Rome', '2023-12-31', 20),
    (3, 'Oslo', '2024-01-01', 30), (4, 'Kiev', '2024-06-30', 40),
    (5, NULL, '2024-07-01', 50), (6, 'Rome', '2025-02-28', NULL);
-- enough rows for several batches of every leaf
CREATE TABLE spread (id int PRIMARY KEY, bucket int);
INSERT INTO spread WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900)
    SELECT i, i % 3 FROM n;
INSERT INTO spread SELECT id + 900, bucket FROM spread;
INSERT INTO spread SELECT id + 1800, bucket FROM spread;
CREATE TABLE outside (id int PRIMARY KEY);
INSERT INTO outside VALUES (1), (5), (10);
CREATE TABLE outside_low (id int PRIMARY KEY);
INSERT INTO outside_low VALUES (3);
