set sql_mode='';
-- at the source, MySQL, with sql_mode = '' for the zero date
CREATE TABLE customer (
  id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  uid char(36) DEFAULT NULL,
  email varchar(200) NOT NULL,
  active tinyint(1) NOT NULL DEFAULT 1,
  born date DEFAULT NULL,
  created datetime NOT NULL);
INSERT INTO customer VALUES
 (1, '6CCD780C-BABA-1026-9564-5B8C656024DB', 'ann@example.org', 1, '1980-02-29', '2024-03-01 08:00:00'),
 (2, '',   'bob@example.org', 0, NULL,         '2024-03-02 09:30:00'),
 (3, NULL, 'eve@example.org', 1, '0000-00-00', '2024-03-03 10:45:00');
ALTER TABLE customer AUTO_INCREMENT = 10;
CREATE TABLE purchase (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  customer_id int unsigned NOT NULL,
  total decimal(10,2) NOT NULL,
  status enum('open','paid','sent') NOT NULL,
  placed timestamp NOT NULL,
  remark text,
  FOREIGN KEY (customer_id) REFERENCES customer (id));
INSERT INTO purchase VALUES
 (1, 1,  19.90, 'sent', '2024-03-01 08:05:00', 'first'),
 (2, 1,   5.00, 'paid', '2024-04-01 12:00:00', NULL),
 (3, 2, 120.00, 'open', '2024-04-02 18:20:00', '');
CREATE TABLE old_log (id int PRIMARY KEY, line text);
INSERT INTO old_log VALUES (1, 'x');

