-- Foreign keys: all actions, shapes and oddities.

CREATE TABLE parent (id int PRIMARY KEY, a int NOT NULL, b varchar(10) NOT NULL, UNIQUE KEY parent_ab (a, b));
INSERT INTO parent VALUES (1, 1, 'x'), (2, 2, 'y'), (3, 3, 'z'), (4, 4, 'w');

CREATE TABLE actions (
    id int PRIMARY KEY, c_cascade int, c_null int, c_restrict int, c_none int, c_default int,
    CONSTRAINT fk_cascade FOREIGN KEY (c_cascade) REFERENCES parent (id) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT fk_null FOREIGN KEY (c_null) REFERENCES parent (id) ON DELETE SET NULL ON UPDATE SET NULL,
    CONSTRAINT fk_restrict FOREIGN KEY (c_restrict) REFERENCES parent (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT fk_none FOREIGN KEY (c_none) REFERENCES parent (id) ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT fk_default FOREIGN KEY (c_default) REFERENCES parent (id));
INSERT INTO actions VALUES (1, 1, 2, NULL, NULL, NULL), (2, 1, NULL, 3, 3, 3), (3, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE pairs (
    id int PRIMARY KEY, pa int, pb varchar(10),
    CONSTRAINT fk_pair FOREIGN KEY (pa, pb) REFERENCES parent (a, b) ON DELETE CASCADE);
INSERT INTO pairs VALUES (1, 1, 'x'), (2, 2, NULL), (3, NULL, NULL);

CREATE TABLE tree (id int PRIMARY KEY, up int, CONSTRAINT fk_up FOREIGN KEY (up) REFERENCES tree (id) ON DELETE CASCADE);
INSERT INTO tree VALUES (1, NULL), (2, 1), (3, 2), (4, 4);

CREATE TABLE egg (id int PRIMARY KEY, hen_id int);
CREATE TABLE hen (id int PRIMARY KEY, egg_id int, CONSTRAINT fk_egg FOREIGN KEY (egg_id) REFERENCES egg (id));
INSERT INTO egg VALUES (1, NULL);
INSERT INTO hen VALUES (1, 1);
ALTER TABLE egg ADD CONSTRAINT fk_hen FOREIGN KEY (hen_id) REFERENCES hen (id);
UPDATE egg SET hen_id = 1;

SET SESSION foreign_key_checks = 0;
CREATE TABLE to_nothing (id int PRIMARY KEY, gone int, KEY to_nothing_gone (gone), CONSTRAINT fk_gone FOREIGN KEY (gone) REFERENCES no_such_table (id));
INSERT INTO to_nothing VALUES (1, 7);
SET SESSION foreign_key_checks = 1;
