CREATE TABLE unseen (id integer PRIMARY KEY, v integer);
CREATE INDEX ON unseen (v);

-- a text of any length has no btree index in PostgreSQL: a digest has
CREATE TABLE long_unique (id integer PRIMARY KEY, t text);

-- periods do not overlap: an exclusion constraint of btree_gist, or a finding;
-- that the end comes after the beginning is a check of MariaDB's own
CREATE TABLE bookings (room integer NOT NULL, since date NOT NULL, until date NOT NULL, CHECK (since < until));
