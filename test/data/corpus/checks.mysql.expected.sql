CREATE TABLE lax (id integer PRIMARY KEY, v integer, CONSTRAINT v_now CHECK (v > 0));

CREATE TABLE patterns (id integer PRIMARY KEY, mail varchar(100), doc jsonb, CONSTRAINT mail_shape CHECK (mail LIKE '%@%'));
