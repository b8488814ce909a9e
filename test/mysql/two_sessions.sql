CREATE TABLE account (id int AUTO_INCREMENT PRIMARY KEY, name varchar(20));
INSERT INTO account VALUES (1, 'one'), (2, 'two');
CREATE TABLE entry (id int PRIMARY KEY, account_id int NOT NULL);
INSERT INTO entry VALUES (1, 1), (2, 2);
