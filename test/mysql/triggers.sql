CREATE TABLE orders (id int PRIMARY KEY, name varchar(20));
INSERT INTO orders VALUES (1, 'one'), (2, 'two'), (3, 'three');
CREATE TABLE items (id int PRIMARY KEY, order_id int);
INSERT INTO items VALUES (1, 1), (2, 3);
