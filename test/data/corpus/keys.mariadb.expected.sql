CREATE TABLE unseen (id integer PRIMARY KEY, v integer);
CREATE INDEX ON unseen (v);

-- a text of any length has no btree index, but may be compared by its hash
CREATE TABLE long_unique (id integer PRIMARY KEY, t text, EXCLUDE USING hash (t WITH =));

-- that periods do not overlap needs the extension btree_gist: a finding; that
-- the end comes after the beginning is a check of MariaDB's own
CREATE TABLE bookings (room integer NOT NULL, since date NOT NULL, until date NOT NULL, CHECK (since < until), UNIQUE (room, until, since));
