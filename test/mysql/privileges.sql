CREATE TABLE plain (id int PRIMARY KEY, v varchar(10));
INSERT INTO plain VALUES (1, 'a'), (2, 'b');
CREATE TABLE numbered (id int AUTO_INCREMENT PRIMARY KEY, v int);
INSERT INTO numbered VALUES (1, 10), (2, 20);
CREATE TABLE child (id int PRIMARY KEY, plain_id int);
INSERT INTO child VALUES (1, 1), (2, 2);
