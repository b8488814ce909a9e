-- Databases in other encodings than UTF-8: digests are those of UTF-8.
\set first :DBNAME
CREATE DATABASE converge_digest_latin1 TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C';
CREATE DATABASE converge_digest_windows TEMPLATE template0 ENCODING 'WIN1252' LC_COLLATE 'C' LC_CTYPE 'C';
CREATE DATABASE converge_digest_ascii TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C';

\c converge_digest_latin1
\pset format unaligned
\pset tuples_only on
SET client_encoding = 'UTF8';
CREATE EXTENSION cvg_test_digest;
CREATE TYPE size AS ENUM ('groß', 'klein');
CREATE FUNCTION same(s text, cell text, t text, value text) RETURNS boolean LANGUAGE sql AS $$
    SELECT source_hash = target_hash FROM cvg_digest(s, decode(cell, 'hex'), t, value)
$$;
SELECT count(*), count(*) FILTER (WHERE same(s, cell, t, value)) AS equal FROM (VALUES
    ('text', 'c3a9', 'text', 'é'), ('text', '61', 'text', 'a'), ('text', 'c3a920', 'varchar(9)', 'é '), ('char(4)', 'c3a9', 'char(4)', 'é'), ('enum(''groß'')', '67726fc39f', 'size', 'groß'),
    ('text', '6b6c65696e', 'size', 'klein'), ('text', 'c3a92c62', 'text[]', '{é,b}'), ('set(''a'')', '', 'text[]', '{}'), ('text', 'c3a9', 'name', 'é'), ('text', 'c3a9', 'bytea', '\xc3a9'),
    ('text', '5b22c3a9225d', 'json', '["é"]'), ('text', '5b22c3a9225d', 'jsonb', '["é"]'), ('text', '7b22c3a9223a317d', 'jsonb', '{"é": 1}'), ('text', '282c5d', 'int4range', '(,]')) x (s, cell, t, value);
SELECT count(*), count(*) FILTER (WHERE same(s, cell, t, value)) AS equal FROM (VALUES
    ('text', 'e9', 'text', 'é'), ('text', '65', 'text', 'é'), ('text', 'e282ac', 'text', '?'), ('text', 'c3a9', 'bytea', '\xe9'), ('text', 'c3a92c62', 'text[]', '{e,b}'),
    ('text', '5b22c3a8225d', 'jsonb', '["é"]')) x (s, cell, t, value);
-- longer than what is converted at once
SELECT same('text', repeat('c3a9', 1100000) || '61', 'text', repeat('é', 1100000) || 'a'), same('text', repeat('c3a9', 1100000) || '61', 'text', repeat('é', 1100000) || 'b');

-- 0x81 is no character, and UTF-8 has none for it
\c converge_digest_windows
\pset format unaligned
\pset tuples_only on
SET client_encoding = 'UTF8';
CREATE EXTENSION cvg_test_digest;
SELECT source_hash = target_hash FROM cvg_digest('text', '\xe282ac', 'text', '€');
SELECT source_hash = target_hash FROM cvg_digest('text', '\x81', 'text', convert_from('\x81', 'WIN1252'));
SELECT source_hash = target_hash FROM cvg_digest('text', '\xc281', 'text', convert_from('\x81', 'WIN1252'));
SELECT source_hash = target_hash FROM cvg_digest('text', '\x812c61', 'text[]', convert_from('\x7b812c617d', 'WIN1252'));

\c converge_digest_ascii
\pset format unaligned
\pset tuples_only on
CREATE EXTENSION cvg_test_digest;
SELECT source_hash = target_hash FROM cvg_digest('text', '\xc3a9', 'text', convert_from('\xc3a9', 'SQL_ASCII'));
SELECT source_hash = target_hash FROM cvg_digest('text', '\xc3a9', 'text', convert_from('\xe9', 'SQL_ASCII'));

\c :first
DROP DATABASE converge_digest_latin1;
DROP DATABASE converge_digest_windows;
DROP DATABASE converge_digest_ascii;
