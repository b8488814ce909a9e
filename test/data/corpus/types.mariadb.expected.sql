CREATE TABLE addresses (
    id uuid PRIMARY KEY, v4 inet CHECK (family(v4) = 4), v6 inet NOT NULL CHECK (family(v6) = 6), u uuid NOT NULL,
    packed varchar(100), checked jsonb);

CREATE TABLE maria_shapes (id integer PRIMARY KEY, p bytea, g bytea);

CREATE TABLE late (id integer PRIMARY KEY, ts timestamptz(0));
