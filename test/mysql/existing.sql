CREATE TABLE parent (id int AUTO_INCREMENT PRIMARY KEY, name varchar(20) UNIQUE);
INSERT INTO parent VALUES (1, 'a'), (2, 'b'), (5, 'e');
ALTER TABLE parent AUTO_INCREMENT = 10;
CREATE TABLE child (id int PRIMARY KEY, parent_id int, FOREIGN KEY (parent_id) REFERENCES parent (id));
INSERT INTO child VALUES (1, 1), (2, 2), (3, NULL);
