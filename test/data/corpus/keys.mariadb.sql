-- MariaDB only: ignored indexes, long unique keys by hash.

CREATE TABLE unseen (id int PRIMARY KEY, v int, KEY unseen_v (v) IGNORED);
INSERT INTO unseen VALUES (1, 1);

CREATE TABLE long_unique (id int PRIMARY KEY, t text, UNIQUE KEY long_unique_t (t) USING HASH);
INSERT INTO long_unique VALUES (1, REPEAT('x', 10000)), (2, REPEAT('x', 10001)), (3, NULL), (4, NULL);

CREATE TABLE bookings (
    room int NOT NULL, since date NOT NULL, until date NOT NULL, PERIOD FOR stay (since, until),
    UNIQUE KEY bookings_once (room, stay WITHOUT OVERLAPS));
INSERT INTO bookings VALUES (1, '2024-01-01', '2024-01-05'), (1, '2024-01-05', '2024-01-09'), (2, '2024-01-01', '2024-02-01');
