-- converge_preflight finds rows that refer to none, as the target compares them.
\set name preflight_references
\i test/include/source.psql

CREATE TABLE country (code char(2) PRIMARY KEY, name text);
CREATE TABLE town (id int PRIMARY KEY, country char(2) CONSTRAINT town_country REFERENCES country);
CREATE TABLE town_unchecked (id int PRIMARY KEY, country char(2) CONSTRAINT town_unchecked_country REFERENCES country);
CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level1', deterministic = false);
CREATE TABLE country_ci (code text COLLATE ci PRIMARY KEY, name text);
CREATE TABLE town_ci (id int PRIMARY KEY, country text COLLATE ci CONSTRAINT town_ci_country REFERENCES country_ci);

CREATE TABLE agent (id uuid PRIMARY KEY);
CREATE TABLE credential (id int PRIMARY KEY, agent uuid CONSTRAINT credential_agent REFERENCES agent,
    agent_bytes uuid CONSTRAINT credential_agent_bytes REFERENCES agent);

CREATE TABLE place (floor int, room text, PRIMARY KEY (floor, room));
CREATE TABLE desk (floor int, number int, room text, PRIMARY KEY (floor, number),
    CONSTRAINT desk_place FOREIGN KEY (floor, room) REFERENCES place);
CREATE TABLE chair (id int PRIMARY KEY, floor int, room text,
    CONSTRAINT chair_place FOREIGN KEY (floor, room) REFERENCES place MATCH FULL);

CREATE TABLE node (id int PRIMARY KEY, parent int CONSTRAINT node_parent REFERENCES node);

CREATE TABLE part (id int PRIMARY KEY, gone smallint);
CREATE TABLE piece (id int PRIMARY KEY, part int CONSTRAINT piece_part REFERENCES part, gone smallint);
INSERT INTO converge_rule VALUES ('preflight_references', 'part', NULL, 'where', 'gone = 0 -- not id'),
    ('preflight_references', 'piece', NULL, 'where', 'gone = 0');

CREATE TABLE day (d date PRIMARY KEY);
CREATE TABLE event (id int PRIMARY KEY, d date CONSTRAINT event_d REFERENCES day, e date CONSTRAINT event_e REFERENCES day);
INSERT INTO converge_rule VALUES ('preflight_references', 'day', 'd', 'using', 'value::date'),
    ('preflight_references', 'event', 'd', 'using', 'value::date'),
    ('preflight_references', 'event', 'e', 'using', 'to_date(value, ''YYYY-MM-DD'')');

SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS citext SCHEMA public;
CREATE TABLE label (name citext PRIMARY KEY);
CREATE TABLE labelled (id int PRIMARY KEY, name citext CONSTRAINT labelled_name REFERENCES label);

CREATE TABLE shelf (id int PRIMARY KEY);
CREATE TABLE branch (id int PRIMARY KEY);
INSERT INTO branch VALUES (1);
CREATE TABLE reader (id int PRIMARY KEY, shelf int CONSTRAINT reader_shelf REFERENCES shelf,
    branch int CONSTRAINT reader_branch REFERENCES branch, note int);

SELECT severity, code, table_name, column_name, rows, sample_key, message
FROM converge_preflight('preflight_references') WHERE code IN ('ORPHAN', 'REFERENCE_NOT_CHECKED');

-- the hint has the condition
SELECT hint FROM converge_preflight('preflight_references', tables => '{node}') WHERE code = 'ORPHAN';

-- rows that stay may be what is referred to
INSERT INTO node VALUES (7, NULL);
SELECT severity, code, table_name, column_name, rows, sample_key, message
FROM converge_preflight('preflight_references', tables => '{node}', existing => 'append') WHERE code ~ 'ORPHAN|REFERENCE';
DELETE FROM node;

-- the import refuses the tables that have an error, with their parents, and
-- no others
SET client_min_messages = warning;
CREATE FUNCTION try(tables text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    t text := (SELECT string_agg(quote_ident(x), ', ') FROM unnest(tables) AS x);
BEGIN
    BEGIN
        PERFORM converge_import('preflight_references', tables => tables);
    EXCEPTION WHEN foreign_key_violation THEN
        RETURN substring(SQLERRM FROM 'constraint ("\w+")');
    END;
    EXECUTE 'TRUNCATE ' || t || ' CASCADE';
    RETURN 'imported';
END $$;
SELECT t, try(t) FROM (VALUES ('{country}'::text[]), ('{country,town}'), ('{country,town_unchecked}'), ('{country_ci,town_ci}'),
    ('{place,desk}'), ('{place,chair}'), ('{node}'), ('{part,piece}'), ('{label,labelled}'), ('{reader}')) AS v (t);

-- an empty string that becomes NULL refers to nothing, which MATCH FULL forbids
-- beside a value, whether the parent is imported or not
CREATE TABLE seat (agent uuid, floor int, PRIMARY KEY (agent, floor));
CREATE TABLE pair_simple (id int PRIMARY KEY, agent uuid, floor int, CONSTRAINT pair_simple_seat FOREIGN KEY (agent, floor) REFERENCES seat);
CREATE TABLE pair_full (id int PRIMARY KEY, agent uuid, floor int, CONSTRAINT pair_full_seat FOREIGN KEY (agent, floor) REFERENCES seat MATCH FULL);
SELECT t, code, table_name, rows, sample_key, try(t)
FROM (VALUES ('{seat,pair_simple}'::text[]), ('{pair_simple}'), ('{seat,pair_full}'), ('{pair_full}')) AS v (t)
LEFT JOIN LATERAL (SELECT * FROM converge_preflight('preflight_references', tables => t) WHERE code ~ 'ORPHAN|REFERENCE') AS f ON true;
