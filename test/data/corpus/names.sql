-- Names as odd as MySQL lets them be.

CREATE TABLE `order` (`select` int PRIMARY KEY, `from` int, `user` varchar(10) DEFAULT 'x', `limit` int CHECK (`limit` > 0), KEY `table` (`from`));
INSERT INTO `order` VALUES (1, 2, 'a', 3);
CREATE TABLE MixedCase (Id int PRIMARY KEY, `someValue` int, KEY `SomeKey` (`someValue`));
CREATE TABLE mixedcase (id int PRIMARY KEY, v int);
INSERT INTO MixedCase VALUES (1, 1);
INSERT INTO mixedcase VALUES (2, 2);
CREATE TABLE `a space` (`first column` int PRIMARY KEY, `per cent %` int, `back\slash` int, `do"uble` int, `sin'gle` int, `ti``ck` int,
    `sum of` int AS (`per cent %` + `do"uble`) STORED, CONSTRAINT `odd "check"` CHECK (`sin'gle` > 0));
INSERT INTO `a space` (`first column`, `per cent %`, `back\slash`, `do"uble`, `sin'gle`, `ti``ck`) VALUES (1, 2, 3, 4, 5, 6);
CREATE TABLE `größe` (`naïve` int PRIMARY KEY, `数` int, e enum('größer', 'kleiner'));
INSERT INTO `größe` VALUES (1, 2, 'größer');
-- columns that PostgreSQL has already
CREATE TABLE system_names (id int PRIMARY KEY, ctid int, xmin int, tableoid int, oid int);
INSERT INTO system_names VALUES (1, 2, 3, 4, 5);
-- 64 characters, and two that are the same in their first 63
CREATE TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn1 (id int PRIMARY KEY, nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnna int, nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnb int);
CREATE TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2 (id int PRIMARY KEY, e enum('x'));
INSERT INTO nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn1 VALUES (1, 2, 3);
INSERT INTO nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2 VALUES (1, 'x');
CREATE TABLE `数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数` (id int PRIMARY KEY);
INSERT INTO `数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数` VALUES (1);
CREATE VIEW `a view, with "quotes"` AS SELECT `first column` AS `the "first"`, `sin'gle` FROM `a space`;
