-- MySQL only: an SRID is part of a column's definition; vectors.

CREATE TABLE shapes (
    id int PRIMARY KEY, p point SRID 0, far point SRID 4326, any_p point,
    l linestring SRID 0, g geometry, gp polygon SRID 0, mp multipoint, gc geometrycollection);
INSERT INTO shapes VALUES
    (1, ST_GeomFromText('POINT(1.5 -2)'), ST_GeomFromText('POINT(50 10)', 4326), ST_GeomFromText('POINT(0 0)'),
        ST_GeomFromText('LINESTRING(0 0, 1 1, 2 0)'), ST_GeomFromText('POINT(3 4)'),
        ST_GeomFromText('POLYGON((0 0, 4 0, 4 4, 0 0))'), ST_GeomFromText('MULTIPOINT(1 1, 2 2)'),
        ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 1), LINESTRING(0 0, 1 1))')),
    (2, NULL, NULL, ST_GeomFromText('POINT(50 10)', 4326), NULL, NULL, NULL, NULL, NULL);

CREATE TABLE vectors (id int PRIMARY KEY, v vector(3));
INSERT INTO vectors VALUES (1, STRING_TO_VECTOR('[1, -2.5, 0.1]')), (2, NULL);
