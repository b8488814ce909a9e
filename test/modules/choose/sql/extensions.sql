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
