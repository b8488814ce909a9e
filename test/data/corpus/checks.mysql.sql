-- MySQL only: checks that are not enforced; pattern functions.

CREATE TABLE lax (id int PRIMARY KEY, v int, CONSTRAINT v_later CHECK (v > 10) NOT ENFORCED, CONSTRAINT v_now CHECK (v > 0));
INSERT INTO lax VALUES (1, 5), (2, 50);

CREATE TABLE patterns (
    id int PRIMARY KEY, mail varchar(100) COLLATE utf8mb4_bin, doc json,
    CONSTRAINT mail_shape CHECK (mail LIKE '%@%'),
    CONSTRAINT doc_shape CHECK (JSON_SCHEMA_VALID('{"type": "object"}', doc)));
INSERT INTO patterns VALUES (1, 'a@b', '{}'), (2, NULL, NULL);
