CREATE TABLE invoice (id int PRIMARY KEY AUTO_INCREMENT, total int);
INSERT INTO invoice VALUES (1, 10), (2, 20);
CREATE TABLE invoice_line (id int PRIMARY KEY, invoice int);
INSERT INTO invoice_line VALUES (1, 1);

-- counters: just 80 % of int, more, beyond; of the column that is filled, not
-- of the counter alone; below
CREATE TABLE used_80 (id int PRIMARY KEY AUTO_INCREMENT) AUTO_INCREMENT = 1717986918;
CREATE TABLE used_81 (id int PRIMARY KEY AUTO_INCREMENT) AUTO_INCREMENT = 1750000000;
CREATE TABLE used_up (id int PRIMARY KEY AUTO_INCREMENT);
INSERT INTO used_up VALUES (2147483647);
CREATE TABLE used_small (id bigint PRIMARY KEY, number bigint);
INSERT INTO used_small VALUES (1, 31000), (2, NULL), (3, -32768);
CREATE TABLE used_big (id int PRIMARY KEY AUTO_INCREMENT) AUTO_INCREMENT = 2147483647;
CREATE TABLE used_none (id int PRIMARY KEY AUTO_INCREMENT);
INSERT INTO used_none VALUES (-5);
CREATE TABLE used_where (id int PRIMARY KEY, number int);
INSERT INTO used_where VALUES (1, 5), (2, 2147483647);

CREATE TABLE heap (v int) ENGINE = MEMORY;
CREATE TABLE old (id int PRIMARY KEY) ENGINE = MyISAM;
CREATE TABLE letter (id int PRIMARY KEY);
CREATE TABLE Letter (id int PRIMARY KEY);
CREATE TABLE form (id int PRIMARY KEY, place point, v int);
