-- MariaDB only: sequences, invisible columns, history, ON UPDATE in its spelling.

CREATE TABLE hidden (id int PRIMARY KEY, seen int, unseen int INVISIBLE DEFAULT 7);
INSERT INTO hidden (id, seen, unseen) VALUES (1, 1, 8), (2, 2, 9);

CREATE SEQUENCE plain_numbers;
CREATE SEQUENCE odd_numbers START WITH 11 MINVALUE 1 MAXVALUE 99 INCREMENT BY 2 CACHE 5 CYCLE;
CREATE SEQUENCE downwards START WITH -1 MAXVALUE -1 MINVALUE -1000 INCREMENT BY -1 NOCACHE;
DO NEXTVAL(odd_numbers);
CREATE TABLE numbered (id bigint DEFAULT NEXTVAL(plain_numbers) PRIMARY KEY, v int);
INSERT INTO numbered (v) VALUES (1), (2);

CREATE TABLE versioned (id int PRIMARY KEY, v int) WITH SYSTEM VERSIONING;
INSERT INTO versioned VALUES (1, 1), (2, 2);
UPDATE versioned SET v = 3 WHERE id = 1;
DELETE FROM versioned WHERE id = 2;

CREATE TABLE maria_defaults (
    id int PRIMARY KEY, u uuid DEFAULT UUID(), n int DEFAULT NULL, word varchar(10) DEFAULT 'NULL',
    a inet6 DEFAULT '::1');
INSERT INTO maria_defaults (id) VALUES (1);

CREATE TABLE divided (id int PRIMARY KEY, half double DEFAULT (1 / 2));
INSERT INTO divided (id) VALUES (1);
