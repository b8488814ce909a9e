CREATE TABLE small (id int PRIMARY KEY, a int, b varchar(20));
INSERT INTO small VALUES (3, 1, 'x'), (1, NULL, 'y'), (2, NULL, NULL), (-4, 1, 'z');
CREATE TABLE large (id int PRIMARY KEY, a int, b varchar(20));
INSERT INTO large SELECT ROW_NUMBER() OVER (), x.a, x.b FROM small x, small y, small z, small u, small v, small w;
CREATE TABLE twice (id int PRIMARY KEY, a int, b varchar(20));
INSERT INTO twice VALUES (1, 7, 'x'), (2, 8, 'x'), (3, 7, 'y');
