CREATE TABLE items (
    id int PRIMARY KEY,
    code varchar(20),
    token varchar(36),
    document text,
    amount int
);
INSERT INTO items VALUES
    (1, 'good', '6ccd780c-baba-1026-9564-5b8c656024db', '{"a": 1}', 1),
    (2, 'bad uuid', 'nonsense', '{}', 2),
    (3, 'bad json', NULL, '{"a":', 3),
    (4, 'nul\0byte', NULL, '{}', 4),
    (5, 'check', NULL, '{}', -5),
    (6, 'good', NULL, '{}', 6),
    (7, 'not null', NULL, NULL, 7),
    (8, 'last', NULL, 'null', 8);
INSERT INTO items SELECT 100 + seq, CONCAT('row ', seq), NULL, '{}', seq FROM (
    WITH RECURSIVE s (seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM s WHERE seq < 900)
    SELECT seq FROM s) AS numbers;
CREATE TABLE nokey (v varchar(10));
INSERT INTO nokey VALUES ('1'), ('two'), ('3');
