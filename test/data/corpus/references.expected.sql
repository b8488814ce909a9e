CREATE TABLE parent (id integer PRIMARY KEY, a integer NOT NULL, b varchar(10) NOT NULL, UNIQUE (a, b));

CREATE TABLE actions (
    id integer PRIMARY KEY, c_cascade integer, c_null integer, c_restrict integer, c_none integer, c_default integer,
    CONSTRAINT fk_cascade FOREIGN KEY (c_cascade) REFERENCES parent (id) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT fk_null FOREIGN KEY (c_null) REFERENCES parent (id) ON DELETE SET NULL ON UPDATE SET NULL,
    CONSTRAINT fk_restrict FOREIGN KEY (c_restrict) REFERENCES parent (id),
    CONSTRAINT fk_none FOREIGN KEY (c_none) REFERENCES parent (id),
    CONSTRAINT fk_default FOREIGN KEY (c_default) REFERENCES parent (id));
CREATE INDEX ON actions (c_cascade);
CREATE INDEX ON actions (c_null);
CREATE INDEX ON actions (c_restrict);
CREATE INDEX ON actions (c_none);
CREATE INDEX ON actions (c_default);

CREATE TABLE pairs (
    id integer PRIMARY KEY, pa integer, pb varchar(10),
    CONSTRAINT fk_pair FOREIGN KEY (pa, pb) REFERENCES parent (a, b) ON DELETE CASCADE);
CREATE INDEX ON pairs (pa, pb);

CREATE TABLE tree (id integer PRIMARY KEY, up integer, CONSTRAINT fk_up FOREIGN KEY (up) REFERENCES tree (id) ON DELETE CASCADE);
CREATE INDEX ON tree (up);

CREATE TABLE egg (id integer PRIMARY KEY, hen_id integer);
CREATE TABLE hen (id integer PRIMARY KEY, egg_id integer, CONSTRAINT fk_egg FOREIGN KEY (egg_id) REFERENCES egg (id));
ALTER TABLE egg ADD CONSTRAINT fk_hen FOREIGN KEY (hen_id) REFERENCES hen (id);
CREATE INDEX ON egg (hen_id);
CREATE INDEX ON hen (egg_id);

CREATE TABLE to_nothing (id integer PRIMARY KEY, gone integer);
CREATE INDEX ON to_nothing (gone);
