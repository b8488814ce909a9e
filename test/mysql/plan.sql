-- Tables that fit their targets in part, or not at all.
CREATE TABLE fits (id int PRIMARY KEY, name varchar(20));
INSERT INTO fits VALUES (1, 'one'), (2, 'two');
CREATE TABLE MixedCase (ID int PRIMARY KEY, camelCase varchar(10));
INSERT INTO MixedCase VALUES (1, 'x');
CREATE TABLE no_target (id int PRIMARY KEY);
CREATE TABLE misfits (
    id int PRIMARY KEY,
    extra int,
    unixtime int,
    total int,
    twin int,
    TWIN_ int,
    g int GENERATED ALWAYS AS (id + 1) STORED
);
CREATE TABLE legacy_a (id int PRIMARY KEY);
CREATE TABLE legacy_b (id int PRIMARY KEY);
