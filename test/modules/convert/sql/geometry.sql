-- Shapes: point, path, polygon, and PostGIS by EWKB.
\pset format unaligned
\pset tuples_only on

-- SRID, byte order, type, then coordinates
CREATE FUNCTION reverse4(n int) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(lpad(to_hex((n >> (8 * i)) & 255), 2, '0'), '' ORDER BY i) FROM generate_series(0, 3) i
$$;
CREATE FUNCTION wkb(srid int, shape int, rest bytea DEFAULT '') RETURNS bytea LANGUAGE sql AS $$
    SELECT decode(reverse4(srid) || '01' || reverse4(shape), 'hex') || rest
$$;
CREATE FUNCTION xy(VARIADIC c float8[]) RETURNS bytea LANGUAGE sql AS $$
    SELECT string_agg(decode((SELECT string_agg(substr(encode(float8send(x), 'hex'), 15 - 2 * i, 2), '' ORDER BY i) FROM generate_series(0, 7) i), 'hex'), '' ORDER BY n)
    FROM unnest(c) WITH ORDINALITY u (x, n)
$$;
CREATE FUNCTION n4(n int) RETURNS bytea LANGUAGE sql AS $$ SELECT decode(reverse4(n), 'hex') $$;

SELECT what, t, cvg_test_try('geometry', v, t) FROM (VALUES
    ('point', wkb(0, 1, xy(10.5, -50)), 'point'), ('line', wkb(0, 2, n4(2) || xy(0, 0, 1, 1e300)), 'path'),
    ('square', wkb(0, 3, n4(1) || n4(5) || xy(0, 0, 2, 0, 2, 1, 0, 1, 0, 0)), 'polygon'),
    ('point with SRID', wkb(4326, 1, xy(10, 50)), 'point'), ('line as point', wkb(0, 2, n4(2) || xy(0, 0, 1, 1)), 'point'),
    ('two rings', wkb(0, 3, n4(2) || n4(4) || xy(0, 0, 2, 0, 2, 1, 0, 0) || n4(4) || xy(0, 0, 2, 0, 2, 1, 0, 0)), 'polygon'),
    ('open ring', wkb(0, 3, n4(1) || n4(3) || xy(0, 0, 2, 0, 2, 1)), 'polygon'),
    ('cut', wkb(0, 2, n4(2) || xy(0, 0, 1)), 'path'), ('count too large', wkb(0, 2, n4(-1) || xy(0, 0)), 'path'),
    ('empty', ''::bytea, 'point'), ('bytes behind', wkb(0, 1, xy(1, 2) || '\x00'), 'point'), ('no points', wkb(0, 2, n4(0)), 'path')) x (what, v, t);
-- the bounding box is PostgreSQL's
SELECT cvg_test_same('geometry', wkb(0, 3, n4(1) || n4(5) || xy(0, 7, 2, -3, 2.5, 1, -4, 1, 0, 7)), 'polygon', '((0,7),(2,-3),(2.5,1),(-4,1))');

-- PostGIS reads hexadecimal EWKB; a stand-in shows what it is given
CREATE TYPE geometry;
CREATE FUNCTION geometry_in(cstring) RETURNS geometry LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION geometry_out(geometry) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE geometry (INPUT = geometry_in, OUTPUT = geometry_out, LIKE = text);
SELECT srid, cvg_test_try('geometry', wkb(srid, 1, xy(10, 50)), 'geometry') FROM (VALUES (0), (4326), (3857)) x (srid);
SELECT cvg_test_try('geometry', '\x0000', 'geometry');
