CREATE TABLE functional (id integer PRIMARY KEY, a integer, b integer, word varchar(50), doc jsonb);
-- sums are bigint in MySQL: no row is refused for its index
CREATE INDEX ON functional ((a::bigint + b));
CREATE UNIQUE INDEX ON functional (lower(word));
CREATE INDEX ON functional (a, (b::bigint * 2) DESC);
CREATE INDEX ON functional USING gin ((doc -> 'tags'));

CREATE TABLE unseen (id integer PRIMARY KEY, v integer, w integer);
CREATE INDEX ON unseen (v);
CREATE INDEX ON unseen (w);

CREATE TABLE grams (id integer PRIMARY KEY, t text);
CREATE INDEX ON grams USING gin (to_tsvector('simple', t));

CREATE TABLE places (id integer PRIMARY KEY, p point NOT NULL, g bytea NOT NULL);
CREATE INDEX ON places USING gist (p);
