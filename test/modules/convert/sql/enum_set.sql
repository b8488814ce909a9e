-- Enums and sets.
\pset format unaligned
\pset tuples_only on
CREATE TYPE mood AS ENUM ('sad', 'ok', 'Happy', 'größer');
CREATE TYPE with_empty AS ENUM ('', 'x');

SELECT s, quote_literal(v), t, cvg_test_try(s, convert_to(v, 'UTF8'), t) FROM (VALUES
    ('enum(''sad'',''ok'')', 'sad', 'mood'), ('enum(''sad'',''größer'')', 'größer', 'mood'), ('varchar(9)', 'Happy', 'mood'),
    ('text', 'ok', 'mood'), ('enum(''sad'',''happy'')', 'happy', 'mood'), ('varchar(9)', 'ok ', 'mood'),
    ('enum(''sad'')', '', 'mood'), ('varchar(9)', '', 'mood'), ('enum('''',''x'')', '', 'with_empty'), ('varchar(9)', '', 'with_empty'),
    ('varchar(99)', repeat('x', 64), 'mood'), ('enum(''a'',''b'')', 'a', 'text'), ('enum(''a'',''b'')', 'a', 'varchar(1)'),
    ('enum(''0'',''1'')', '0', 'smallint'), ('set(''a'',''b'')', 'a', 'integer'), ('set(''a'',''b'')', 'a', 'mood')) x (s, v, t);
SELECT cvg_test_try('enum(''sad'')', '', 'mood', false, '{empty=null}');
SELECT cvg_test_try('enum(''sad'')', '', 'mood', true, '{empty=null}');
SELECT cvg_test_try('enum('''',''x'')', '', 'with_empty', false, '{empty=null}');

-- labels are looked up once and remembered
SELECT label, count(*) FROM (SELECT cvg_test_convert('varchar(9)', convert_to(l, 'UTF8'), 'mood')::mood AS label
    FROM generate_series(1, 1000), unnest('{sad,ok,Happy,größer}'::text[]) l) x GROUP BY label ORDER BY label;

-- what the plan says of labels that the target lacks
SELECT (cvg_test_plan('enum(''sad'',''ok'')', 'mood')).*;
SELECT (cvg_test_plan('enum(''sad'',''happy'',''glad'')', 'mood')).*;

-- a label added in this very transaction cannot be used yet, as PostgreSQL has it
BEGIN;
ALTER TYPE mood ADD VALUE 'new';
SELECT cvg_test_convert('varchar(9)', 'new', 'mood');
ROLLBACK;
