-- Rules for columns to be created
\pset format unaligned
\pset tuples_only on
CREATE SCHEMA app;
CREATE DOMAIN app.email AS text CHECK (value LIKE '%@%');
CREATE TYPE app.state AS ENUM ('on', 'off');

\echo a rule chooses the type; checks of the source stay where they have a meaning
SELECT * FROM cvg_test_choose('table t
    column a int unsigned
    column b int unsigned
    column c int unsigned
    column d binary(16)
    column e enum(''on'',''off'')
    column f enum(''on'',''off'')
    column g set(''x'')
    column h varchar(100)
    column i tinyint(1) boolean=no
    column j datetime(6)
    column k char(5)
    column l year
    rule t a type integer
    rule t b type numeric
    rule t c type text
    rule t d type uuid
    rule t e type app.state
    rule t f type varchar(3)
    rule t g type text
    rule t h type app.email
    rule t i type boolean
    rule t j type timestamptz
    rule t k type char(5)
    rule t l type integer');
\echo identity is for whole numbers
SELECT * FROM cvg_test_choose('table t
    column a bigint unsigned auto_increment
    column b bigint unsigned auto_increment
    rule t a type numeric(20)
    rule t b type bigint');
\echo a rule for one column of a key is for all, a name goes before a pattern
SELECT * FROM cvg_test_choose('table a
    column id bigint unsigned auto_increment
    primary id
table b
    column a_id bigint unsigned
    column x bigint unsigned
    foreign b_a a_id a id
    rule a id type numeric(20,0)
    rule % x type numeric
    rule b x type bigint');
\echo values that a rule computes have no domain
SELECT * FROM cvg_test_choose('table t
    column a int unsigned
    column b geometry
    column c unheard
    rule t a type timestamptz
    rule t a using to_timestamp(value::bigint)
    rule t b type text
    rule t b using value
    rule t c using value');
\echo numbers that are booleans by rule
SELECT * FROM cvg_test_choose('table t
    column a tinyint(1) boolean=no
    column b tinyint(4)
    rule % % boolean nonzero');
\echo left out, and renamed; others make way for a name by rule
SELECT * FROM cvg_test_choose('table t
    column a int unsigned
    column b int unsigned
    column c int
    rule t b skip
    rule t a rename c');
\echo errors
SELECT cvg_test_try('table t
    column a int
    rule t a type nothing');
SELECT cvg_test_try('table t
    column a int
    rule t a type numeric(x');
SELECT cvg_test_try('table t
    column a int
    rule t a type numeric(2000)');
SELECT cvg_test_try('table t
    column a int
    rule t a type anyelement');
SELECT cvg_test_try('table t
    column a int
    rule t a type setof');
SELECT cvg_test_try('table t
    column a int
    rule t a type timestamptz');
SELECT cvg_test_try('table t
    column a float
    rule t a type numeric');
SELECT cvg_test_try('table a
    column id int
    primary id
table b
    column a_id int
    foreign b_a a_id a id
    rule a id type bigint
    rule b a_id type numeric');
SELECT cvg_test_try('table a
    column id int
    primary id
table b
    column a_id varchar(10)
    foreign b_a a_id a id
    rule a id type date');
SELECT cvg_test_try('table t
    column a int
    column b int
    rule t a rename x
    rule t b rename x');
SELECT cvg_test_try('table t
    column a int
    rule t a rename ctid');
SELECT cvg_test_try(format('table t
    column a int
    rule t a rename %s', repeat('n', 64)));
