CREATE TABLE good (id int AUTO_INCREMENT PRIMARY KEY, v varchar(10));
INSERT INTO good VALUES (1, 'one'), (2, 'two'), (3, 'three');
CREATE TABLE bad (id int PRIMARY KEY, v varchar(10));
INSERT INTO bad VALUES (1, '1'), (2, 'zwei');
CREATE TABLE other (id int PRIMARY KEY);
