-- Numbers of every MySQL type, into the types they fit: exact, or refused.
\set name types_number
\i test/include/source.psql
\i test/include/try.psql

-- each into the type that holds all its values
CREATE TABLE integers (
    id int PRIMARY KEY,
    ti smallint, tiu smallint, si smallint, siu integer, mi integer, miu integer,
    i integer, iu bigint, bi bigint, biu numeric(20), z bigint, b boolean, y smallint);
-- and into others
CREATE TABLE integers_other (
    id numeric PRIMARY KEY,
    ti text, tiu oid, si numeric(5,0), siu real, mi double precision, miu varchar(8),
    i varchar(11), iu integer, bi numeric(30,10), biu bigint, z text, b smallint, y text);
CREATE TABLE decimals (id int PRIMARY KEY, d numeric(65,30), m numeric(10,2), n numeric, u numeric(6,3));
CREATE TABLE floats (id int PRIMARY KEY, f real, d double precision, f2 double precision, d3 double precision);
CREATE TABLE bits (id int PRIMARY KEY, b1 boolean, b5 bit(5), b8 varbit, b64 bit(64));
SELECT source_table, source_column, source_type, target_type, loss, note FROM converge_columns('types_number', exclude => '{odd}')
WHERE source_column <> 'id' AND target_type <> '';
:import ('types_number', exclude => '{odd}') WHERE status = 'imported';
SELECT * FROM integers ORDER BY id;
SELECT * FROM integers_other;
SELECT * FROM decimals ORDER BY id;
SELECT * FROM floats ORDER BY id;
SELECT * FROM bits ORDER BY id;
-- exact, and not only as they are shown
SELECT bool_and(f::float8 = x) FROM floats JOIN (VALUES (1, 16777216), (2, 1234567), (3, 3.4028234663852886e38),
    (4, 1.1754943508222875e-38), (5, 1.401298464324817e-45), (6, 0.10000000149011612)) AS v (id, x) USING (id);
SELECT f2 FROM floats WHERE id = 1;

-- as text, the shortest that reads back the same
SELECT id, pg_temp.try('floats', id, 'f', 'text') AS f, pg_temp.try('floats', id, 'd', 'text') AS d FROM generate_series(1, 10) AS id;

-- values that the target does not hold
SELECT id, source_column, type, pg_temp.try('odd', id, source_column, type) FROM (VALUES
    (1, 'i', 'smallint'), (2, 'i', 'smallint'), (2, 'i', 'oid'), (3, 'i', 'real'), (4, 'i', 'real'), (2, 'i', 'boolean'), (5, 'i', 'boolean'),
    (1, 'i', 'numeric(4,0)'), (1, 'i', 'varchar(4)'), (1, 'i', 'varchar(5)'), (1, 'i', 'char(5)'), (1, 'i', 'char(6)'), (4, 'i', 'timestamptz'), (4, 'i', 'timestamp'), (1, 'i', 'date'), (1, 'i', 'uuid'), (1, 'i', 'bytea'),
    (1, 'biu', 'bigint'), (2, 'biu', 'bigint'), (4, 'biu', 'double precision'), (3, 'biu', 'double precision'), (1, 'biu', 'numeric(19)'), (1, 'biu', 'numeric(20)'),
    (1, 'dec2', 'integer'), (2, 'dec2', 'integer'), (1, 'dec2', 'numeric(10,1)'), (2, 'dec2', 'numeric(10,1)'), (3, 'dec2', 'numeric(10,1)'),
    (4, 'dec2', 'numeric(8,2)'), (4, 'dec2', 'numeric(20,10)'), (5, 'dec2', 'double precision'), (4, 'dec2', 'real'), (2, 'dec2', 'real'), (2, 'dec2', 'money'), (3, 'dec2', 'text'),
    (1, 'd', 'real'), (1, 'd', 'numeric'), (1, 'd', 'integer'), (1, 'f', 'double precision'), (1, 'f', 'numeric(20,8)'), (3, 'f', 'double precision'), (4, 'f', 'real'),
    (1, 'v', 'integer'), (2, 'v', 'numeric'), (2, 'v', 'integer'), (3, 'v', 'integer'), (3, 'v', 'double precision'), (4, 'v', 'integer'), (5, 'v', 'numeric'), (6, 'v', 'integer'),
    (1, 'v', 'boolean'), (5, 'v', 'boolean'), (6, 'v', 'boolean'), (7, 'v', 'boolean'), (8, 'v', 'boolean'),
    (1, 'e', 'boolean'), (2, 'e', 'boolean'), (3, 'e', 'boolean'), (2, 'e', 'integer'),
    (1, 'y', 'date'), (1, 'y', 'integer'), (2, 'y', 'smallint'), (1, 'y', 'text'),
    (1, 'b', 'boolean'), (2, 'b', 'boolean'), (3, 'b', 'boolean'), (1, 'b', 'smallint')) AS v (id, source_column, type);
SELECT id, source_column, type, pg_temp.try('bits', id, source_column, type) FROM (VALUES
    (2, 'b1', 'boolean'), (2, 'b1', 'bit(1)'), (2, 'b8', 'boolean'), (4, 'b5', 'bit(4)'), (4, 'b5', 'bit(6)'), (4, 'b5', 'bit(5)'),
    (4, 'b5', 'varbit(5)'), (4, 'b5', 'varbit(4)'), (4, 'b8', 'integer'), (4, 'b8', 'bytea'), (2, 'b64', 'varbit')) AS v (id, source_column, type);
