-- Bytes, UUIDs, documents, shapes and vectors: as they are, or refused.
\set name types_binary_json
\i test/include/source.psql
\i test/include/try.psql

CREATE TABLE bytes (id int PRIMARY KEY, b bytea, vb bytea, tb bytea, bl bytea, mb bytea, lb bytea);
CREATE TABLE uuids (id int PRIMARY KEY, c uuid, v text, b bytea, vb bytea);
CREATE TABLE documents (id int PRIMARY KEY, j jsonb, t json);
CREATE TABLE shapes (id int PRIMARY KEY, g bytea, p point, l path, poly bytea, pt4326 bytea);
CREATE TABLE vectors (id int PRIMARY KEY, v real[]);
SELECT source_table, source_column, source_type, target_type, loss, note FROM converge_columns('types_binary_json', exclude => '{odd%}')
WHERE source_column <> 'id' AND target_type <> '';
INSERT INTO converge_rule VALUES ('types_binary_json', 'uuids', NULL, 'where', 'id IN (1, 2, 3, 4, 7)');
:import ('types_binary_json', exclude => '{odd%}') WHERE status = 'imported';
DELETE FROM converge_rule WHERE server = 'types_binary_json';
SELECT id, b, left(vb::text, 12) AS vb, tb = decode(repeat('00', 255), 'hex') AS tb, left(bl::text, 10) AS bl, left(mb::text, 10) AS mb, lb FROM bytes ORDER BY id;
SELECT id, length(b) AS b, length(vb) AS vb, length(tb) AS tb, length(bl) AS bl, length(mb) AS mb, length(lb) AS lb FROM bytes ORDER BY id;
-- all 256 of them
SELECT vb = (SELECT string_agg(decode(lpad(to_hex(i), 2, '0'), 'hex'), '' ORDER BY i) FROM generate_series(0, 255) AS i) AS all_bytes,
    mb = decode(repeat('deadbeef', 250000), 'hex') AS mb FROM bytes WHERE id = 4;
SELECT id, c, v FROM uuids ORDER BY id;
SELECT id, j, left(t::text, 40) AS t FROM documents ORDER BY id;
SELECT json_array_length(t) FROM documents WHERE id = 6;
SELECT * FROM shapes ORDER BY id;
SELECT * FROM vectors ORDER BY id;

-- UUIDs and addresses of text and of bytes
SELECT id, source_column, type, pg_temp.try('uuids', id, source_column, type) FROM (VALUES
    (1, 'c', 'uuid'), (2, 'c', 'uuid'), (4, 'c', 'uuid'), (5, 'c', 'uuid'), (6, 'c', 'uuid'),
    (1, 'v', 'uuid'), (2, 'v', 'uuid'), (4, 'v', 'uuid'), (5, 'v', 'uuid'), (6, 'v', 'uuid'), (7, 'v', 'uuid'),
    (1, 'b', 'uuid'), (2, 'b', 'uuid'), (1, 'vb', 'uuid'), (2, 'vb', 'uuid'), (4, 'vb', 'uuid'), (5, 'vb', 'uuid'),
    (4, 'b', 'inet'), (5, 'b', 'inet'), (5, 'vb', 'inet'), (6, 'vb', 'inet'), (7, 'vb', 'inet'), (1, 'c', 'bytea'), (1, 'b', 'text')) AS v (id, source_column, type);
-- where NULL is not accepted, an empty string is an error
DROP TABLE uuids;
CREATE TABLE uuids (id int PRIMARY KEY, c uuid NOT NULL);
INSERT INTO converge_rule VALUES ('types_binary_json', 'uuids', NULL, 'where', 'id = 4');
SELECT * FROM converge_import('types_binary_json', tables => '{uuids}', missing => 'skip');
DELETE FROM converge_rule WHERE server = 'types_binary_json';

-- documents: json keeps the text, jsonb refuses what it cannot hold
SELECT id, source_column, type, pg_temp.try('odd_documents', id, source_column, type) FROM (VALUES
    (1, 'j', 'json'), (1, 'j', 'jsonb'), (1, 't', 'json'), (1, 't', 'jsonb'), (1, 'j', 'text'), (1, 'b', 'jsonb'),
    (2, 'j', 'json'), (2, 't', 'json'), (2, 't', 'jsonb'), (3, 't', 'jsonb'), (3, 't', 'json'), (4, 't', 'jsonb'), (5, 't', 'jsonb'), (6, 't', 'jsonb'), (6, 't', 'json'),
    (7, 't', 'json'), (8, 't', 'jsonb'), (9, 't', 'jsonb'), (9, 'j', 'varchar(8)'), (9, 'j', 'varchar(7)'), (4, 'j', 'integer'), (2, 'b', 'text')) AS v (id, source_column, type);
SELECT length(pg_temp.try('odd_documents', 2, 'j', 'jsonb'));
SELECT id, source_column, type, left(pg_temp.try('documents', id, source_column, type), 100) FROM (VALUES
    (1, 'j', 'json'), (1, 't', 'jsonb'), (2, 'j', 'json'), (2, 't', 'jsonb'), (5, 't', 'jsonb'), (5, 'j', 'text'), (8, 't', 'jsonb'), (7, 't', 'jsonb')) AS v (id, source_column, type);

-- bytes as other types
SELECT id, source_column, type, pg_temp.try('bytes', id, source_column, type) FROM (VALUES
    (4, 'lb', 'text'), (2, 'lb', 'text'), (2, 'b', 'text'), (2, 'mb', 'varchar(5)'), (4, 'b', 'integer'), (4, 'lb', 'jsonb'), (4, 'lb', 'varchar(3)'), (4, 'lb', 'bit(32)')) AS v (id, source_column, type);

-- shapes and vectors
SELECT id, source_column, type, pg_temp.try('shapes', id, source_column, type) FROM (VALUES
    (1, 'g', 'point'), (2, 'g', 'point'), (3, 'g', 'point'), (3, 'g', 'bytea'), (1, 'poly', 'polygon'), (2, 'poly', 'polygon'), (1, 'l', 'path'), (1, 'l', 'polygon'), (1, 'l', 'point'),
    (1, 'pt4326', 'point'), (1, 'p', 'text'), (1, 'p', 'jsonb')) AS v (id, source_column, type);
SELECT id, type, pg_temp.try('vectors', id, 'v', type) FROM (VALUES (1, 'real[]'), (1, 'double precision[]'), (1, 'bytea'), (1, 'text'), (3, 'real[]')) AS v (id, type);
