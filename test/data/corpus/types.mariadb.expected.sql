CREATE TABLE addresses (
    id uuid PRIMARY KEY, v4 inet, v6 inet NOT NULL, u uuid NOT NULL,
    packed varchar(100), checked jsonb);

CREATE TABLE shapes (id integer PRIMARY KEY, p bytea, g bytea);

CREATE TABLE late (id integer PRIMARY KEY, ts timestamptz(0));
