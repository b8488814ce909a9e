-- Types of extensions, where these are to be had
\pset format unaligned
\pset tuples_only on
\echo PostGIS: shape and reference system are kept
SELECT * FROM cvg_test_choose('table t
    column a point srid=4326
    column b point srid=0
    column c point
    column d geometry
    column e geometry srid=3857
    column f linestring
    column g polygon srid=25832
    column h multipoint
    column i multilinestring
    column j multipolygon
    column k geometry(1)', '{postgis=maps}');
\echo pgvector, up to its limit
SELECT * FROM cvg_test_choose('table t
    column a vector(3)
    column b vector(16000)
    column c vector(16001)', '{pgvector=public}');
\echo no extension for what is not used
SELECT * FROM cvg_test_choose('table t
    column a int', '{postgis=public,pgvector=public,citext=public,case=citext}');
\pset null NULL
\echo which can be had: one that is there, one that may be made, one that is not there
CREATE SCHEMA tools;
CREATE EXTENSION hstore SCHEMA tools;
SELECT cvg_test_extension('hstore', 'public'), cvg_test_extension('ltree', 'public'), cvg_test_extension('nothing', 'public');
\echo the same for a role that is no superuser: trusted ones only, and only who may create
CREATE ROLE regress_choose;
SET ROLE regress_choose;
SELECT cvg_test_extension('hstore', 'public'), cvg_test_extension('ltree', 'public'), cvg_test_extension('file_fdw', 'public');
RESET ROLE;
DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_choose', current_database()); END $$;
SET ROLE regress_choose;
SELECT cvg_test_extension('ltree', 'public'), cvg_test_extension('file_fdw', 'public');
RESET ROLE;
DROP OWNED BY regress_choose;
DROP ROLE regress_choose;
