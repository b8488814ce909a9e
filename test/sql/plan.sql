-- What stands in the way of an import is reported at once, before a row moves.
\set name plan
\i test/include/source.psql

CREATE TABLE fits (id int PRIMARY KEY, name varchar(20));
CREATE TABLE mixedcase (id int PRIMARY KEY, camelcase varchar(10));
CREATE TABLE misfits (
    id int PRIMARY KEY,
    unixtime timestamptz,
    total int GENERATED ALWAYS AS (id * 2) STORED,
    twin int,
    "TWIN_" int,
    "Twin_" int,
    needed text NOT NULL,
    defaulted text NOT NULL DEFAULT 'd'
);

SELECT source_table, target, primary_key, status FROM converge_tables('plan');
SELECT source_table, source_column, source_type, target_column, target_type, conversion, loss, note
FROM converge_columns('plan');

-- everything in one error
SELECT * FROM converge_import('plan');
-- and as steps
SELECT action, object, detail FROM converge_plan('plan');
-- nothing was written
SELECT count(*) FROM fits;

-- what the rules and arguments settle
INSERT INTO converge_rule VALUES
    ('plan', 'misfits', 'extra', 'skip', NULL),
    ('plan', 'misfits', 'unixtime', 'using', 'to_timestamp(value::bigint)'),
    ('plan', 'misfits', 'total', 'skip', NULL),
    ('plan', 'legacy%', NULL, 'skip', NULL);
ALTER TABLE misfits ALTER needed SET DEFAULT '';
SELECT action, object, detail FROM converge_plan('plan', missing => 'skip');
:import ('plan', missing => 'skip');
SELECT * FROM fits;
SELECT * FROM mixedcase;

-- a misspelled rule is found
INSERT INTO converge_rule VALUES ('plan', 'fitts', 'name', 'nul', 'strip');
SELECT * FROM converge_import('plan', tables => '{fits}', existing => 'truncate');
DELETE FROM converge_rule WHERE source_table = 'fitts';

-- so are misspelled arguments
SELECT * FROM converge_import('plan', tables => '{fits,fitts}');
SELECT * FROM converge_import('plan', exclude => '{nothing%}');
SELECT * FROM converge_import('plan', tables => '{}');
SELECT * FROM converge_import('plan', existing => 'replace');
SELECT * FROM converge_import('plan', missing => NULL);
SELECT * FROM converge_import('plan', on_error => 'ignore');
SELECT * FROM converge_import('plan', dry_run => NULL);
SELECT * FROM converge_import('plan', tables => ARRAY['fits', NULL]);
SELECT * FROM converge_import(NULL);
SELECT * FROM converge_tables('plan', tables => '{fitts}');
SELECT * FROM converge_columns('plan', exclude => '{fitts}');
SELECT * FROM converge_plan('plan', existing => NULL);
SELECT * FROM converge_import('plan', target_schema => 'nowhere');
SELECT * FROM converge_import('plann');

-- two tables into one
INSERT INTO converge_rule VALUES ('plan', 'no_target', NULL, 'rename', 'fits');
SELECT * FROM converge_import('plan', tables => '{fits,no_target}', existing => 'truncate');
