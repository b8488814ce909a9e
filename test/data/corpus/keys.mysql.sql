-- MySQL only: functional and invisible indexes, n-grams, spatial keys, multi-valued keys.

CREATE TABLE functional (
    id int PRIMARY KEY, a int, b int, word varchar(50), doc json,
    KEY functional_sum ((a + b)), UNIQUE KEY functional_low ((LOWER(word))), KEY functional_mix (a, (b * 2) DESC),
    KEY functional_tags ((CAST(doc->'$.tags' AS UNSIGNED ARRAY))));
INSERT INTO functional VALUES (1, 1, 2, 'Word', '{"tags": [1, 2]}'), (2, NULL, 5, NULL, NULL);

CREATE TABLE unseen (id int PRIMARY KEY, v int, w int, KEY unseen_v (v) INVISIBLE, KEY unseen_w (w) VISIBLE);
INSERT INTO unseen VALUES (1, 1, 1);

CREATE TABLE grams (id int PRIMARY KEY, t text, FULLTEXT KEY grams_t (t) WITH PARSER ngram);
INSERT INTO grams VALUES (1, '数据库');

CREATE TABLE places (id int PRIMARY KEY, p point NOT NULL SRID 0, g geometry NOT NULL SRID 0, SPATIAL KEY places_p (p), SPATIAL KEY places_g (g));
INSERT INTO places VALUES (1, ST_GeomFromText('POINT(1 2)'), ST_GeomFromText('LINESTRING(0 0, 1 1)'));
