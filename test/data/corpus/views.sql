-- Views: what translates, in what order, and what is kept as text.

CREATE TABLE maker (id int PRIMARY KEY, name varchar(50) COLLATE utf8mb4_bin NOT NULL, country char(2) COLLATE utf8mb4_bin);
CREATE TABLE product (
    id int PRIMARY KEY, maker_id int, name varchar(50) COLLATE utf8mb4_bin NOT NULL, price decimal(8,2), stock int NOT NULL, made date,
    kind enum('tool', 'toy') NOT NULL, listed tinyint(1) NOT NULL);
INSERT INTO maker VALUES (1, 'Acorn', 'FR'), (2, 'Birch', NULL), (3, 'Cedar', 'JP');
INSERT INTO product VALUES
    (1, 1, 'hammer', 10.00, 5, '2024-01-15', 'tool', 1), (2, 1, 'saw', 25.50, 0, '2023-06-01', 'tool', 0),
    (3, 2, 'kite', 7.25, 12, NULL, 'toy', 1), (4, NULL, 'yo-yo', NULL, 3, '2024-02-29', 'toy', 1);

CREATE VIEW plain_view AS SELECT id, name FROM product WHERE stock > 0;
CREATE VIEW named_view (number, title) AS SELECT id, name FROM product;
CREATE VIEW joined_view AS
    SELECT p.id, p.name, m.name AS maker FROM product p JOIN maker m ON m.id = p.maker_id;
CREATE VIEW left_view AS
    SELECT p.id, p.name, COALESCE(m.name, 'nobody') AS maker, m.country IS NULL AS homeless
    FROM product p LEFT JOIN maker m ON m.id = p.maker_id;
CREATE VIEW aggregate_view AS
    SELECT maker_id, COUNT(*) AS products, SUM(stock) AS stock, MAX(price) AS dearest, MIN(made) AS first_made
    FROM product GROUP BY maker_id HAVING COUNT(*) > 0;
CREATE VIEW union_view AS
    SELECT id, name FROM maker UNION ALL SELECT id, name FROM product UNION SELECT 0, 'none';
CREATE VIEW expression_view AS
    SELECT id, UPPER(name) AS loud, CONCAT(name, ' #', id) AS label, IF(stock = 0, 'out', 'in') AS state, IFNULL(price, 0) AS price,
        CASE kind WHEN 'tool' THEN 1 ELSE 2 END AS code, YEAR(made) AS year_made, price * stock AS worth, stock DIV 2 AS half
    FROM product;
CREATE VIEW subquery_view AS
    SELECT name FROM maker WHERE id IN (SELECT maker_id FROM product WHERE maker_id IS NOT NULL)
        AND EXISTS (SELECT 1 FROM product p WHERE p.maker_id = maker.id AND p.listed = 1);
CREATE VIEW derived_view AS
    SELECT t.kind, t.n FROM (SELECT kind, COUNT(*) AS n FROM product GROUP BY kind) t WHERE t.n > 1;
CREATE VIEW distinct_view AS SELECT DISTINCT kind FROM product WHERE listed;
-- named so that the order of names is not the order of dependence
CREATE VIEW z_base AS SELECT id, name, stock FROM product;
CREATE VIEW a_on_view AS SELECT z.name, z.stock FROM z_base z WHERE z.stock > 2;
CREATE VIEW b_on_both AS SELECT a.name, p.kind FROM a_on_view a JOIN product p ON p.name = a.name;
CREATE VIEW grouped_names AS SELECT maker_id, GROUP_CONCAT(name ORDER BY id DESC SEPARATOR '; ') AS names FROM product GROUP BY maker_id;
CREATE VIEW limited_view AS SELECT id, name FROM product ORDER BY id DESC LIMIT 2;

CREATE VIEW checked_view AS SELECT id, name, price FROM product WHERE price < 100 WITH CASCADED CHECK OPTION;
CREATE VIEW cte_view AS WITH busy AS (SELECT maker_id, COUNT(*) AS n FROM product GROUP BY maker_id) SELECT m.name, busy.n FROM busy JOIN maker m ON m.id = busy.maker_id;
CREATE VIEW window_view AS SELECT id, RANK() OVER (PARTITION BY kind ORDER BY stock DESC) AS place FROM product;

-- no counterpart for certain
-- the order of texts is that of a collation, here and there another
CREATE VIEW ordered_names AS SELECT maker_id, GROUP_CONCAT(name ORDER BY name SEPARATOR '; ') AS names FROM product GROUP BY maker_id;
CREATE VIEW sleeping_view AS SELECT id, SLEEP(0) AS slept FROM product;
CREATE VIEW on_sleeping_view AS SELECT id FROM sleeping_view;

CREATE TABLE log (id int AUTO_INCREMENT PRIMARY KEY, what varchar(100));
DELIMITER $$
CREATE TRIGGER product_price BEFORE UPDATE ON product FOR EACH ROW BEGIN IF NEW.price < 0 THEN SET NEW.price = 0; END IF; END$$
CREATE TRIGGER product_log AFTER INSERT ON product FOR EACH ROW INSERT INTO log (what) VALUES (CONCAT('it''s new: ', NEW.name))$$
CREATE PROCEDURE restock(IN amount int, OUT total int) COMMENT 'adds stock' BEGIN UPDATE product SET stock = stock + amount; SELECT SUM(stock) INTO total FROM product; END$$
CREATE FUNCTION doubled(n int) RETURNS int DETERMINISTIC RETURN n * 2$$
CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 03:00:00' DISABLE DO DELETE FROM log$$
DELIMITER ;
