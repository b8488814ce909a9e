-- Databases in other encodings than UTF-8.
\set first :DBNAME
\set VERBOSITY terse
\set SHOW_CONTEXT never
CREATE DATABASE converge_latin1 TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C';
CREATE DATABASE converge_ascii TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C';
\set from_utf8 'decode(replace(v, \' \', \'\'), \'hex\')'

\c converge_latin1
\pset format unaligned
\pset tuples_only on
SET client_encoding = 'UTF8';
CREATE EXTENSION cvg_test_convert;
CREATE TYPE size AS ENUM ('groß', 'klein');
-- é and ß have a place, € and 世 have none
SELECT v, t, cvg_test_try('text', :from_utf8, t) FROM (VALUES
    ('c3a9', 'text'), ('61 c3a9', 'varchar(2)'), ('c3a9 c3a9', 'varchar(1)'), ('67726f c39f', 'size'), ('6b6c65696e', 'size'),
    ('5b22 c3a9 225d', 'jsonb'), ('5b22 c3a9 225d', 'json'), ('c3a9 2c 62', 'text[]'), ('c3a9', 'bytea'),
    ('e282ac', 'text'), ('e4b896', 'varchar(5)'), ('5b22 e282ac 225d', 'jsonb'), ('ff', 'text'), ('c3', 'text'), ('6100', 'text')) x (v, t);
SELECT cvg_test_try('char(3)', '\xc3a9', 'char(3)') || '|', cvg_test_try('int', '42', 'text');
SELECT cvg_test_try('text', '\xe282ac', 'integer');
SELECT cvg_test_try('text', '\xc3a9', 'text', false, '{using=upper(value) || length(value)}');

\c converge_ascii
\pset format unaligned
\pset tuples_only on
CREATE EXTENSION cvg_test_convert;
SELECT v, t, cvg_test_try('text', :from_utf8, t) FROM (VALUES
    ('c3a9', 'text'), ('c3a9', 'varchar(1)'), ('c3a9', 'varchar(2)'), ('ff', 'text'), ('5b22 c3a9 225d', 'jsonb')) x (v, t);

\c :first
DROP DATABASE converge_latin1;
DROP DATABASE converge_ascii;
