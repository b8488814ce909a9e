-- Bytes and bits: bytea, bit, inet from bytes, vectors.
\pset format unaligned
\pset tuples_only on

SELECT s, v, t, cvg_test_try(s, v, t) FROM (VALUES
    ('varbinary(9)', '\x'::bytea, 'bytea'), ('varbinary(9)', '\x00ff0a5c', 'bytea'), ('binary(4)', '\x61000000', 'bytea'),
    ('blob', '\x00', 'bytea'), ('text', '\xc3a9', 'bytea'), ('geometry', '\x000000000101000000', 'bytea'),
    ('vector(1)', '\x0000803f', 'bytea'),
    ('bit(1)', '\x00', 'boolean'), ('bit(1)', '\x01', 'boolean'), ('bit(1)', '\x01', 'bit(1)'), ('bit(1)', '\x00', 'bit'),
    ('bit(4)', '\x05', 'bit(4)'), ('bit(8)', '\x80', 'bit(8)'), ('bit(9)', '\x0180', 'bit(9)'), ('bit(10)', '\x0005', 'varbit(16)'),
    ('bit(63)', '\x7fffffffffffffff', 'bit(63)'), ('bit(64)', '\x8000000000000001', 'bit(64)'), ('bit(3)', '\x05', 'varbit'),
    ('bit(4)', '\x05', 'bit(8)'), ('bit(4)', '\x05', 'bit(3)'), ('bit(4)', '\x05', 'varbit(3)'), ('bit(4)', '\x05', 'boolean'),
    ('bit(12)', '\x05', 'bit(12)')) x (s, v, t);

-- addresses of INET6_ATON
SELECT s, v, t, cvg_test_try(s, v, t) FROM (VALUES
    ('varbinary(16)', '\x7f000001'::bytea, 'inet'), ('varbinary(16)', '\x20010db8000000000000000000000001', 'inet'),
    ('varbinary(16)', '\x00000000000000000000000000000000', 'inet'), ('varbinary(16)', '\x00000000000000000000ffff01020304', 'inet'),
    ('binary(4)', '\x00000000', 'inet'), ('binary(16)', '\x20010db8000000000000000000000001', 'inet'),
    ('binary(16)', '\x7f000001000000000000000000000000', 'inet'), ('varbinary(16)', '\x7f0000', 'inet'),
    ('varbinary(16)', '\x', 'inet'), ('binary(8)', '\x7f00000100000000', 'inet')) x (s, v, t);
SELECT s, v, t, cvg_test_try(s, convert_to(v, 'UTF8'), t) FROM (VALUES
    ('inet', '192.168.0.1', 'inet'), ('inet', '::ffff:1.2.3.4', 'inet'), ('inet', '10.0.0.1', 'cidr'), ('varchar(50)', '10.0.0.0/8', 'cidr'),
    ('varchar(50)', '10.0.0.1/8', 'cidr'), ('varchar(50)', '300.1.1.1', 'inet')) x (s, v, t);

-- vectors of 4-byte floating point
SELECT s, v, t, cvg_test_try(s, v, t) FROM (VALUES
    ('vector(3)', '\x0000803f000000c0cdcccc3d'::bytea, 'real[]'), ('vector(3)', '\x0000803f000000c0cdcccc3d', 'double precision[]'),
    ('vector(1)', '\xffff7f7f', 'real[]'), ('vector(1)', '\x', 'real[]'), ('vector(1)', '\x0000', 'real[]')) x (s, v, t);

-- pgvector's type is written as text
CREATE TYPE vector;
CREATE FUNCTION vector_in(cstring) RETURNS vector LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION vector_out(vector) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE vector (INPUT = vector_in, OUTPUT = vector_out, LIKE = text);
SELECT v, cvg_test_try('vector(3)', v, 'vector') FROM (VALUES ('\x0000803f000000c0cdcccc3d'::bytea), ('\xffff7f7f'), ('\x'), ('\x000000')) x (v);
