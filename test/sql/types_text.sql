-- Text of every kind and character set: byte for byte what MySQL shows, or
-- refused.
\set name types_text
\i test/include/source.psql
\i test/include/try.psql

CREATE TABLE strings (id int PRIMARY KEY, c char(10), v varchar(10), t text, tt text, mt text, lt text);
CREATE TABLE charsets (
    id int PRIMARY KEY, l1 varchar(20), l2 varchar(20), cp varchar(20), k8 varchar(20), gr varchar(20), sj varchar(20), uj varchar(20), gb varchar(20),
    b5 varchar(20), u2 varchar(20), u16 varchar(20), u32 varchar(20), u3 varchar(20), a varchar(20));
CREATE TABLE mislabelled (id int PRIMARY KEY, v text);
CREATE TYPE size AS ENUM ('LARGE', 'small', 'it''s', 'a,b', '', 'größe 😀', 'unused');
CREATE TYPE xy AS ENUM ('y', 'x');
CREATE TABLE words (id int PRIMARY KEY, e size, s text[], e2 xy NOT NULL, simple text[]);
SELECT source_table, source_column, source_type, target_type, loss, note FROM converge_columns('types_text', exclude => '{odd,surrogate,folded}')
WHERE source_column <> 'id' AND target_type <> '';
:import ('types_text', exclude => '{odd,surrogate,folded}') WHERE status = 'imported';
SELECT id, c, v, t, tt FROM strings ORDER BY id;
SELECT id, length(c::text) AS c, octet_length(v) AS v, length(t) AS t, octet_length(tt) AS tt, length(mt) AS mt, octet_length(mt) AS bytes, length(lt) AS lt FROM strings ORDER BY id;
SELECT id, replace(mt, E'\t', '<tab>') AS mt, replace(replace(lt, E'\r', '<cr>'), E'\n', '<lf>') AS lt FROM strings WHERE id < 7 ORDER BY id;
SELECT mt = repeat('😀', 1000) || 'end' AS mt, lt = repeat('0123456789', 200000) AS lt, t = E'a\x01\x1f\x7f' AS t, tt = U&'\200B' AS tt, v = 'é' AS v
FROM strings WHERE id = 7;
\x on
SELECT * FROM charsets ORDER BY id;
\x off
SELECT encode(convert_to(l1, 'UTF8'), 'hex') AS l1 FROM charsets WHERE id = 2;
SELECT * FROM mislabelled;
SELECT * FROM words ORDER BY id;
SELECT id, array_length(simple, 1) FROM words ORDER BY id;

-- half of a surrogate pair is no text
CREATE TABLE surrogate (id int PRIMARY KEY, v text);
SELECT * FROM converge_import('types_text', tables => '{surrogate}');
SELECT id, type, pg_temp.try('surrogate', id, 'v', type) FROM (VALUES (1, 'text'), (2, 'text'), (2, 'varchar(20)'), (2, 'char(20)'), (1, 'bytea'), (2, 'json')) AS v (id, type);

-- words for words
SELECT id, source_column, type, pg_temp.try('words', id, source_column, type) FROM (VALUES
    (3, 'e', 'text'), (4, 'e', 'varchar(3)'), (7, 'e', 'varchar(5)'), (5, 'e', 'text'), (1, 'e', 'types_text.xy'), (1, 'e', 'boolean'), (1, 'e', 'integer'), (2, 'e2', 'types_text.size'),
    (2, 's', 'text'), (3, 's', 'text'), (4, 's', 'text'), (6, 's', 'varchar(5)'), (6, 's', 'varchar[]'), (1, 's', 'varchar(4)[]'), (3, 's', 'varchar(4)[]'), (1, 's', 'integer'), (1, 's', 'types_text.xy'),
    (1, 'simple', 'varchar(1)[]'), (3, 'simple', 'text[]')) AS v (id, source_column, type);

-- values that the target does not hold
CREATE DOMAIN short AS varchar(5) CHECK (VALUE <> 'exact');
CREATE TYPE ab AS ENUM ('a', 'b', '');
SELECT id, source_column, type, pg_temp.try('odd', id, source_column, type) FROM (VALUES
    (1, 'v', 'varchar(12)'), (1, 'v', 'varchar(11)'), (7, 'v', 'varchar(6)'), (7, 'v', 'varchar(5)'), (3, 'v', 'varchar(6)'), (1, 'c', 'char(3)'), (3, 'c', 'char(3)'), (1, 'c', 'char(2)'), (7, 'c', 'char(3)'),
    (1, 't', 'char(5)'), (1, 't', 'char(6)'), (3, 't', 'varchar(6)'), (1, 't', 'name'), (7, 'b', 'name'), (1, 't', 'types_text.short'), (4, 't', 'types_text.short'), (3, 't', 'types_text.short'),
    (2, 'v', 'text'), (2, 'c', 'text'), (2, 't', 'varchar(20)'), (2, 't', 'char(7)'), (2, 'l', 'text'), (2, 'v', 'bytea'), (2, 't', 'json'), (2, 'v', 'uuid'),
    (1, 'b', 'text'), (2, 'b', 'text'), (3, 'b', 'text'), (3, 'b', 'bytea'), (1, 'l', 'bytea'), (3, 'l', 'text'), (4, 'l', 'text'), (4, 'b', 'text'),
    (1, 'e', 'types_text.ab'), (2, 'e', 'types_text.ab'), (2, 'e', 'types_text.xy'), (2, 'e', 'text'), (1, 'v', 'types_text.ab'), (4, 'v', 'types_text.ab'), (4, 'v', 'types_text.xy'),
    (5, 'v', 'point'), (5, 'c', 'int4range'), (5, 't', 'integer[]'), (5, 'l', 'inet'), (6, 'v', 'point'), (6, 'c', 'int4range'), (6, 't', 'integer[]'), (6, 'l', 'inet'), (4, 'l', 'inet'),
    (1, 't', 'tsvector'), (8, 't', '"char"')) AS v (id, source_column, type);

-- two values that the target takes for one
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS citext SCHEMA public;
RESET client_min_messages;
CREATE TABLE folded (id int PRIMARY KEY, v citext);
:import ('types_text', tables => '{folded}') WHERE table_name = 'folded';
SELECT * FROM folded WHERE v = 'aBc' ORDER BY id;
TRUNCATE folded;
CREATE UNIQUE INDEX folded_v ON folded (v);
SELECT * FROM converge_import('types_text', tables => '{folded}');
SELECT count(*) FROM folded;
