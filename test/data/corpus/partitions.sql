-- Partitioned tables of every method.

CREATE TABLE by_range (id int NOT NULL, v int, PRIMARY KEY (id))
    PARTITION BY RANGE (id) (PARTITION r0 VALUES LESS THAN (10), PARTITION r1 VALUES LESS THAN (100), PARTITION rmax VALUES LESS THAN MAXVALUE);
INSERT INTO by_range VALUES (-5, 1), (9, 2), (10, 3), (99, 4), (1000, 5);

CREATE TABLE by_range_open (id int NOT NULL, v int)
    PARTITION BY RANGE (id) (PARTITION o0 VALUES LESS THAN (10), PARTITION o1 VALUES LESS THAN (20));
INSERT INTO by_range_open VALUES (1, 1), (19, 2);

CREATE TABLE by_range_columns (d date NOT NULL, n int NOT NULL, v int)
    PARTITION BY RANGE COLUMNS (d, n) (
        PARTITION c0 VALUES LESS THAN ('2024-01-01', 10), PARTITION c1 VALUES LESS THAN ('2024-01-01', MAXVALUE),
        PARTITION c2 VALUES LESS THAN (MAXVALUE, MAXVALUE));
INSERT INTO by_range_columns VALUES ('2023-05-05', 50, 1), ('2024-01-01', 9, 2), ('2024-01-01', 11, 3), ('2025-01-01', 0, 4);

CREATE TABLE by_list (id int NOT NULL, region int NOT NULL, PRIMARY KEY (id, region))
    PARTITION BY LIST (region) (PARTITION north VALUES IN (1, 2), PARTITION south VALUES IN (3, -4));
INSERT INTO by_list VALUES (1, 1), (2, 3), (3, -4);

CREATE TABLE by_list_columns (id int, country varchar(2) COLLATE utf8mb4_bin NOT NULL)
    PARTITION BY LIST COLUMNS (country) (PARTITION eu VALUES IN ('FR', 'DE'), PARTITION other VALUES IN ('US', 'JP'));
INSERT INTO by_list_columns VALUES (1, 'FR'), (2, 'JP');

-- in MySQL 'fr' belongs to the partition of 'FR'
CREATE TABLE by_list_case (id int, country varchar(2) COLLATE utf8mb4_general_ci NOT NULL)
    PARTITION BY LIST COLUMNS (country) (PARTITION eu VALUES IN ('FR', 'DE'), PARTITION other VALUES IN ('US', 'JP'));
INSERT INTO by_list_case VALUES (1, 'FR'), (2, 'jp');

CREATE TABLE by_list_null (id int, kind int)
    PARTITION BY LIST (kind) (PARTITION nothing VALUES IN (NULL, 0), PARTITION something VALUES IN (1));
INSERT INTO by_list_null VALUES (1, NULL), (2, 0), (3, 1);

CREATE TABLE by_hash (id int PRIMARY KEY, v int) PARTITION BY HASH (id) PARTITIONS 3;
INSERT INTO by_hash VALUES (1, 1), (2, 2), (3, 3), (4, 4);

CREATE TABLE by_key (id int PRIMARY KEY, v int) PARTITION BY KEY (id) PARTITIONS 2;
INSERT INTO by_key VALUES (1, 1), (2, 2);

-- years are ranges of dates
CREATE TABLE by_year (id int NOT NULL, made date NOT NULL, PRIMARY KEY (id, made))
    PARTITION BY RANGE (YEAR(made)) (PARTITION y2023 VALUES LESS THAN (2024), PARTITION y2024 VALUES LESS THAN (2025), PARTITION later VALUES LESS THAN MAXVALUE);
INSERT INTO by_year VALUES (1, '2023-12-31'), (2, '2024-01-01'), (3, '2030-06-06');

-- PostgreSQL has no key on an expression of its partitions: one plain table
CREATE TABLE by_expression (id int PRIMARY KEY, v int) PARTITION BY LIST (id % 3) (PARTITION e0 VALUES IN (0), PARTITION e1 VALUES IN (1, 2));
INSERT INTO by_expression VALUES (1, 1), (2, 2), (3, 3);

-- a range of NULLs: in MySQL they are below all values
CREATE TABLE by_range_null (id int, v int)
    PARTITION BY RANGE (id) (PARTITION n0 VALUES LESS THAN (10), PARTITION n1 VALUES LESS THAN MAXVALUE);
INSERT INTO by_range_null VALUES (NULL, 1), (5, 2), (50, 3);

CREATE TABLE by_sub (id int NOT NULL, n int NOT NULL, PRIMARY KEY (id, n))
    PARTITION BY RANGE (id) SUBPARTITION BY HASH (n) SUBPARTITIONS 2 (PARTITION s0 VALUES LESS THAN (10), PARTITION s1 VALUES LESS THAN MAXVALUE);
INSERT INTO by_sub VALUES (1, 1), (1, 2), (20, 3);
