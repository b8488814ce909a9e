-- A key that is not unique, and a table in another database.

SET SESSION restrict_fk_on_non_standard_key = OFF;
CREATE TABLE loose_parent (id int PRIMARY KEY, grp int, KEY loose_parent_grp (grp));
CREATE TABLE loose_child (id int PRIMARY KEY, grp int, CONSTRAINT fk_loose FOREIGN KEY (grp) REFERENCES loose_parent (grp));
INSERT INTO loose_parent VALUES (1, 1), (2, 1);
INSERT INTO loose_child VALUES (1, 1), (2, NULL);

CREATE TABLE abroad (id int PRIMARY KEY, far int, CONSTRAINT fk_far FOREIGN KEY (far) REFERENCES corpus_abroad.far (id));
