CREATE TABLE loose_parent (id integer PRIMARY KEY, grp integer);
CREATE INDEX ON loose_parent (grp);
CREATE TABLE loose_child (id integer PRIMARY KEY, grp integer);
CREATE INDEX ON loose_child (grp);

CREATE TABLE abroad (id integer PRIMARY KEY, far integer);
CREATE INDEX ON abroad (far);
