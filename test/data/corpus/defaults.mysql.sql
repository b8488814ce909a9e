-- MySQL only: invisible columns, the invisible primary key, JSON paths, defaults beyond the plane.

CREATE TABLE hidden (id int PRIMARY KEY, seen int, unseen int INVISIBLE DEFAULT 7, gone varchar(10) INVISIBLE);
INSERT INTO hidden (id, seen, unseen, gone) VALUES (1, 1, 8, 'x'), (2, 2, 9, NULL);

SET SESSION sql_generate_invisible_primary_key = ON;
CREATE TABLE keyless (v int, w varchar(10));
SET SESSION sql_generate_invisible_primary_key = OFF;
INSERT INTO keyless (v, w) VALUES (1, 'a'), (2, 'b');

CREATE TABLE paths (
    id int PRIMARY KEY, doc json,
    name text AS (doc->>'$.name') STORED,
    inner_value text AS (doc->>'$.a.b') VIRTUAL);
INSERT INTO paths (id, doc) VALUES (1, '{"name": "x", "a": {"b": "deep"}}'), (2, NULL), (3, '{}'),
    (4, '{"name": null, "a": {"b": null}}'), (5, '{"name": [1, 2], "a": {"b": {"c": true}}}'), (6, '{"name": 1.50, "a": 7}');

CREATE TABLE uuid_bytes (id binary(16) DEFAULT (UUID_TO_BIN(UUID())) PRIMARY KEY, v int);
INSERT INTO uuid_bytes (v) VALUES (1), (2);

CREATE TABLE divided (id int PRIMARY KEY, half double DEFAULT (1 / 2));
INSERT INTO divided (id) VALUES (1);
