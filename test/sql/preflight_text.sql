-- converge_preflight finds text that was encoded twice, and characters that
-- the source cannot deliver.
\set name preflight_text
\i test/include/source.psql

CREATE TABLE page (id int PRIMARY KEY, title text, body text, note text, small text, js jsonb, bytes bytea);
CREATE TABLE nokey (t text);
CREATE TABLE chinese (id int PRIMARY KEY, t text, u text, cyrillic text, greek text);

SELECT severity, code, table_name, column_name, rows, sample_key, message
FROM converge_preflight('preflight_text') WHERE code IN ('DOUBLE_ENCODED', 'CHARSET_LOSS');

-- what corrects it afterwards; and that characters are lost
SELECT count(*) FROM converge_import('preflight_text');
SELECT id, title, convert_from(convert_to(title, 'WIN1252'), 'UTF8') FROM page WHERE id IN (3, 5, 8) ORDER BY id;
SELECT id, t FROM chinese ORDER BY id;

-- only rows that are imported count
INSERT INTO converge_rule VALUES ('preflight_text', 'page', NULL, 'where', 'id < 5 OR id = 9'),
    ('preflight_text', 'page', 'body', 'skip', NULL);
SELECT column_name, rows, sample_key FROM converge_preflight('preflight_text', tables => '{page}') WHERE code = 'DOUBLE_ENCODED';
