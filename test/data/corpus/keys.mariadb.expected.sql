CREATE TABLE unseen (id integer PRIMARY KEY, v integer);
CREATE INDEX ON unseen (v);

-- a text of any length has no btree index in PostgreSQL: a digest has
CREATE TABLE long_unique (id integer PRIMARY KEY, t text);
