-- MariaDB only: types of its own; JSON is a text with a check.

CREATE TABLE addresses (
    id uuid PRIMARY KEY, v4 inet4, v6 inet6 NOT NULL, u uuid NOT NULL,
    packed varchar(100) COMPRESSED, checked longtext CHECK (json_valid(checked)));
INSERT INTO addresses VALUES
    ('6ccd780c-baba-1026-9564-5b8c656024db', '192.168.0.1', '2001:db8::ff', '00000000-0000-0000-0000-000000000000', 'packed', '{"a": 1}'),
    ('ffffffff-ffff-ffff-ffff-ffffffffffff', NULL, '::', 'ffffffff-ffff-ffff-ffff-ffffffffffff', NULL, NULL);

CREATE TABLE maria_shapes (id int PRIMARY KEY, p point, g geometry);
INSERT INTO maria_shapes VALUES (1, ST_GeomFromText('POINT(1.5 -2)'), ST_GeomFromText('LINESTRING(0 0, 1 1)')), (2, NULL, NULL);

CREATE TABLE late (id int PRIMARY KEY, ts timestamp NULL);
INSERT INTO late VALUES (1, '2106-02-07 06:28:15');
