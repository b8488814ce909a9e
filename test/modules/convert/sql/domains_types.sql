-- Domains, and types left to their input functions.
\pset format unaligned
\pset tuples_only on
SET datestyle = 'ISO';
SET intervalstyle = 'postgres';
CREATE EXTENSION citext;
CREATE DOMAIN posint AS integer CHECK (value > 0);
CREATE DOMAIN required AS text NOT NULL;
CREATE DOMAIN short AS varchar(3);
CREATE DOMAIN shorter AS short CHECK (length(value) < 3);
CREATE DOMAIN email AS citext CHECK (value ~ '@');
CREATE DOMAIN id AS uuid;
CREATE TYPE pair AS (a integer, b text);
CREATE TYPE price AS (amount numeric(10,2), currency text);
CREATE TYPE span AS RANGE (subtype = integer);

SELECT s, encode(v, 'escape'), t, cvg_test_try(s, v, t) FROM (VALUES
    ('int', '5'::bytea, 'posint'), ('int', '-5', 'posint'), ('int', NULL, 'posint'), ('bigint', '2147483648', 'posint'),
    ('text', 'x', 'required'), ('text', NULL, 'required'), ('varchar(9)', 'abc', 'short'), ('varchar(9)', 'abcd', 'short'),
    ('varchar(9)', 'abc', 'shorter'), ('varchar(9)', 'ab', 'shorter'), ('varchar(9)', 'a@b', 'email'), ('varchar(9)', 'ab', 'email'),
    ('char(36)', '', 'id'), ('char(36)', '123e4567-e89b-12d3-a456-426655440000', 'id'),
    ('varchar(9)', 'Abc', 'citext'), ('text', '', 'citext'), ('int', '42', 'citext'), ('enum(''A'')', 'A', 'citext'), ('text', '\xff', 'citext'),
    ('text', '{1,2}', 'integer[]'), ('text', '1,2', 'integer[]'), ('text', '{1,NULL}', 'integer[]'), ('text', '(1,"x y")', 'pair'),
    ('text', '[1,5)', 'int4range'), ('text', '[1,5)', 'span'), ('text', '08:00:2b:01:02:03', 'macaddr'), ('text', '(1,2)', 'point'),
    ('text', '0101', 'bit(4)'), ('text', '010', 'bit(4)'), ('text', '<a/>', 'integer[]'), ('text', '1 day', 'interval'),
    ('text', '00:00:01.25', 'interval(1)'), ('text', '00:00:01.50', 'interval(1)'), ('text', '{1.5}', 'numeric[]'),
    ('text', '{1.25}', 'numeric(5,1)[]'), ('text', '(1.255,EUR)', 'price'), ('text', '{0.1}', 'real[]'), ('text', 'a', '"char"'),
    ('text', 'a b', 'tsvector'), ('text', 'x', 'regclass')) x (s, v, t);

-- an input function's own words are clipped
SELECT length(cvg_test_try('text', convert_to(repeat('x', 100000), 'UTF8'), 'inet')) < 1000;
-- rules with the input function
SELECT cvg_test_try('text', '\x6100', 'citext', false, '{nul=strip}');
SELECT cvg_test_try('text', '', 'macaddr', false, '{empty=null}');
