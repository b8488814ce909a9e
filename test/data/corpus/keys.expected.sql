CREATE TABLE composite (a integer, b varchar(20), c date, d integer NOT NULL, e integer, PRIMARY KEY (a, b), UNIQUE (c, d));
CREATE INDEX ON composite (d, a);
CREATE INDEX ON composite (e DESC, a);
CREATE INDEX composite_ed ON composite (e, d DESC);
COMMENT ON INDEX composite_ed IS 'newest d''s first';

CREATE TABLE prefixes (id integer PRIMARY KEY, t text, v varchar(500), bl bytea, w varchar(30));
CREATE INDEX ON prefixes ("left"(t, 20));
CREATE UNIQUE INDEX ON prefixes ("left"(v::text, 10));
CREATE INDEX ON prefixes (substr(bl, 1, 8), id);
CREATE INDEX ON prefixes (w);

CREATE TABLE keyless_table (v integer UNIQUE, w integer);
CREATE INDEX ON keyless_table (w);

CREATE TABLE no_keys_at_all (v integer, w varchar(10));

CREATE TABLE searched (id integer PRIMARY KEY, title varchar(200) NOT NULL, body text);
CREATE INDEX ON searched USING gin (to_tsvector('simple', title));
CREATE INDEX ON searched USING gin (to_tsvector('simple', coalesce(title, '') || ' ' || coalesce(body, '')));

CREATE TABLE hashed (id integer PRIMARY KEY, v integer);
CREATE INDEX ON hashed USING hash (v);

CREATE TABLE twin_one (id integer PRIMARY KEY, v integer);
CREATE INDEX ON twin_one (v);
CREATE INDEX ON twin_one (v, id);
CREATE TABLE twin_two (id integer PRIMARY KEY, v integer);
CREATE INDEX ON twin_two (v);

-- a value of 3000 letters fits if it can be compressed: the index is made, and
-- a finding says what to know
CREATE TABLE everything_long (id integer PRIMARY KEY, v varchar(3000));
CREATE INDEX ON everything_long (v);
