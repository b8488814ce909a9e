-- Partitioned targets: rows go where an INSERT would put them.
\set name partitions
\i test/include/source.psql

-- leaves with columns in another order, of a dropped column, of two levels
CREATE TABLE measure (
    id int, city varchar(10), taken date, value int,
    doubled int GENERATED ALWAYS AS (value * 2) STORED
) PARTITION BY RANGE (taken);
CREATE TABLE measure_2023 (
    value int, gone text, taken date, id int, city varchar(10),
    doubled int GENERATED ALWAYS AS (value * 2) STORED);
ALTER TABLE measure_2023 DROP COLUMN gone;
ALTER TABLE measure ATTACH PARTITION measure_2023 FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE measure_2024 PARTITION OF measure FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')
    PARTITION BY LIST (city);
CREATE TABLE measure_2024_oslo PARTITION OF measure_2024 FOR VALUES IN ('Oslo');
CREATE TABLE measure_2024_null PARTITION OF measure_2024 FOR VALUES IN (NULL);
CREATE TABLE measure_2024_rest PARTITION OF measure_2024 DEFAULT;
CREATE TABLE measure_2025 PARTITION OF measure FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE UNIQUE INDEX ON measure (id, taken, city);

:import ('partitions', tables => '{measure}') WHERE status <> 'skipped';
SELECT tableoid::regclass, * FROM measure ORDER BY id;

-- again into what they hold now
SELECT * FROM converge_import('partitions', tables => '{measure}');
DELETE FROM measure WHERE id <> 1;
UPDATE measure SET id = 100;
:import ('partitions', tables => '{measure}', existing => 'append') WHERE status <> 'skipped';
SELECT tableoid::regclass, id FROM measure ORDER BY id;
:import ('partitions', tables => '{measure}', existing => 'truncate') WHERE status <> 'skipped';
SELECT tableoid::regclass, count(*) FROM measure GROUP BY 1 ORDER BY min(taken);

-- hash partitions, more rows than a batch holds
CREATE TABLE spread (bucket int, id int, PRIMARY KEY (id)) PARTITION BY HASH (id);
CREATE TABLE spread_0 PARTITION OF spread FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE spread_1 PARTITION OF spread FOR VALUES WITH (MODULUS 2, REMAINDER 1);
:import ('partitions', tables => '{spread}') WHERE status <> 'skipped';
SELECT count(*), count(DISTINCT id), min(id), max(id), sum(bucket) FROM spread;
SELECT every(n > 1000) FROM (SELECT count(*) n FROM spread GROUP BY tableoid) AS leaves;

-- no partition for a row: nothing of any table is written
CREATE TABLE outside (id int) PARTITION BY RANGE (id);
CREATE TABLE outside_low PARTITION OF outside FOR VALUES FROM (0) TO (10);
TRUNCATE measure;
SELECT * FROM converge_import('partitions', tables => '{measure,outside}');
SELECT (SELECT count(*) FROM measure), (SELECT count(*) FROM outside);

-- a partition may be a target itself: its bounds hold
:import ('partitions', tables => '{outside_low}') WHERE status <> 'skipped';
SELECT * FROM outside_low;
ALTER TABLE outside DETACH PARTITION outside_low;
TRUNCATE outside_low;
ALTER TABLE outside ATTACH PARTITION outside_low FOR VALUES FROM (0) TO (3);
SELECT * FROM converge_import('partitions', tables => '{outside_low}');

-- a table and its partition both are targets: each gets its own rows
CREATE TABLE outside_high PARTITION OF outside FOR VALUES FROM (3) TO (100);
INSERT INTO converge_rule VALUES ('partitions', 'outside_low', NULL, 'rename', 'outside_high');
ALTER TABLE outside ADD PRIMARY KEY (id);
:import ('partitions', tables => '{outside,outside_low}') WHERE status <> 'skipped';
SELECT tableoid::regclass, id FROM outside ORDER BY id;
