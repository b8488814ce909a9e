SET foreign_key_checks = 0;
CREATE TABLE parent (a int, b varchar(10), PRIMARY KEY (a, b));
INSERT INTO parent VALUES (1, 'x'), (2, 'y'), (3, 'z');
CREATE TABLE child (id int PRIMARY KEY, a int, b varchar(10));
INSERT INTO child VALUES (1, 1, 'x'), (2, 3, 'z'), (3, NULL, NULL);
CREATE TABLE stray (id int PRIMARY KEY, a int, b varchar(10));
INSERT INTO stray VALUES (1, 1, 'x'), (2, 4, 'w');
-- each half is there, but not together; an incomplete key refers to nothing
CREATE TABLE crossed (id int PRIMARY KEY, a int, b varchar(10));
INSERT INTO crossed VALUES (1, 1, 'y');
CREATE TABLE half (id int PRIMARY KEY, a int, b varchar(10));
INSERT INTO half VALUES (1, NULL, 'w'), (2, 9, NULL);
-- other letters for the same key
CREATE TABLE loud (id int PRIMARY KEY, a int, b varchar(10));
INSERT INTO loud VALUES (1, 1, 'X'), (2, 2, 'Y');
CREATE TABLE ring (id int PRIMARY KEY, next int);
INSERT INTO ring VALUES (1, 2), (2, 3), (3, 1);
-- blanks at the end of char
CREATE TABLE wide_parent (a int, b char(10));
INSERT INTO wide_parent VALUES (1, 'x'), (3, 'z');
CREATE TABLE wide_child (id int PRIMARY KEY, a int, b char(4));
INSERT INTO wide_child VALUES (1, 1, 'x'), (2, 3, 'z'), (3, NULL, NULL);
CREATE TABLE wide_stray (id int PRIMARY KEY, b char(3));
INSERT INTO wide_stray VALUES (1, 'x'), (2, 'w');
