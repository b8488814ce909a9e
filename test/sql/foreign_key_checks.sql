-- The check of a foreign key, made by parallel workers: what holds passes, an
-- orphan is found, and told in PostgreSQL's words.
\set name foreign_key_checks
\i test/include/source.psql
SET min_parallel_table_scan_size = 0;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS citext SCHEMA public;
RESET client_min_messages;
\set check 'SELECT note FROM converge_import(\'foreign_key_checks\', existing => \'truncate\', tables => :tables) WHERE table_name = \'foreign keys\''

-- several columns
CREATE TABLE parent (a int, b text, PRIMARY KEY (a, b));
CREATE TABLE child (id int PRIMARY KEY, a int, b text, CONSTRAINT pair FOREIGN KEY (a, b) REFERENCES parent);
CREATE TABLE half (LIKE child, CONSTRAINT pair FOREIGN KEY (a, b) REFERENCES parent);
CREATE TABLE stray (LIKE child, CONSTRAINT pair FOREIGN KEY (a, b) REFERENCES parent);
CREATE TABLE crossed (LIKE child, CONSTRAINT pair FOREIGN KEY (a, b) REFERENCES parent);
\set tables '\'{parent,child,half,stray,crossed}\''
-- of many keys that do not hold, the first by the table's age is told
:check;
DROP TABLE stray;
\set tables '\'{parent,child,half,crossed}\''
:check;
DROP TABLE crossed;
\set tables '\'{parent,child,half}\''
:check;
TRUNCATE half;
ALTER TABLE half DROP CONSTRAINT pair;
ALTER TABLE half ADD CONSTRAINT pair FOREIGN KEY (a, b) REFERENCES parent MATCH FULL;
:check;
DROP TABLE half;
ALTER TABLE child DROP CONSTRAINT pair;
ALTER TABLE child ADD CONSTRAINT pair FOREIGN KEY (a, b) REFERENCES parent MATCH FULL DEFERRABLE INITIALLY DEFERRED;
\set tables '\'{parent,child}\''
:check;
CREATE TABLE stray (LIKE child, CONSTRAINT pair FOREIGN KEY (a, b) REFERENCES parent MATCH FULL NOT VALID);
\set tables '\'{parent,child,stray}\''
:check;
DROP TABLE child, stray, parent;

-- integers of different width; texts of different types
CREATE TABLE parent (a bigint UNIQUE, b varchar(10) UNIQUE);
CREATE TABLE child (id int PRIMARY KEY, a int REFERENCES parent (a), b text REFERENCES parent (b));
CREATE TABLE stray (id int PRIMARY KEY, a smallint REFERENCES parent (a), b text);
:check;
ALTER TABLE stray DROP CONSTRAINT stray_a_fkey;
ALTER TABLE stray ADD FOREIGN KEY (b) REFERENCES parent (b);
:check;
DROP TABLE stray;
\set tables '\'{parent,child}\''
:check;
DROP TABLE child, parent;

-- blanks at the end do not count in char
CREATE TABLE wide_parent (a numeric UNIQUE, b char(10) UNIQUE);
CREATE TABLE wide_child (id int PRIMARY KEY, a int REFERENCES wide_parent (a), b char(4) REFERENCES wide_parent (b));
CREATE TABLE wide_stray (id int PRIMARY KEY, b char(3) REFERENCES wide_parent (b));
\set tables '\'{wide_parent,wide_child}\''
:check;
\set tables '\'{wide_parent,wide_child,wide_stray}\''
:check;
DROP TABLE wide_child, wide_stray, wide_parent;

-- letters that are the same to the type, or to the collation
CREATE TABLE parent (a int, b citext UNIQUE);
CREATE TABLE loud (id int PRIMARY KEY, a int, b citext REFERENCES parent (b));
CREATE TABLE stray (id int PRIMARY KEY, a int, b citext REFERENCES parent (b));
\set tables '\'{parent,loud}\''
:check;
\set tables '\'{parent,loud,stray}\''
:check;
DROP TABLE loud, stray, parent;
CREATE COLLATION caseless (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TABLE parent (a int, b text COLLATE caseless UNIQUE);
CREATE TABLE loud (id int PRIMARY KEY, a int, b varchar(10) COLLATE caseless REFERENCES parent (b));
CREATE TABLE stray (id int PRIMARY KEY, a int, b text COLLATE caseless REFERENCES parent (b));
\set tables '\'{parent,loud}\''
:check;
\set tables '\'{parent,loud,stray}\''
:check;
DROP TABLE loud, stray, parent;
-- two collations of one kind: the parent's counts
CREATE TABLE parent (a int, b text COLLATE "C" UNIQUE);
CREATE TABLE child (id int PRIMARY KEY, a int, b text COLLATE "POSIX" REFERENCES parent (b));
CREATE TABLE loud (id int PRIMARY KEY, a int, b text COLLATE "POSIX" REFERENCES parent (b));
\set tables '\'{parent,child}\''
:check;
\set tables '\'{parent,child,loud}\''
:check;
DROP TABLE child, loud, parent;

-- the table itself; partitions on both sides
CREATE TABLE ring (id int PRIMARY KEY, next int REFERENCES ring);
\set tables '\'{ring}\''
:check;
INSERT INTO converge_rule VALUES ('foreign_key_checks', 'ring', NULL, 'where', 'id < 3');
:check;
DELETE FROM converge_rule WHERE server = 'foreign_key_checks';
CREATE TABLE parent (a int, b text, PRIMARY KEY (a, b)) PARTITION BY RANGE (a);
CREATE TABLE parent_1 PARTITION OF parent FOR VALUES FROM (0) TO (2);
CREATE TABLE parent_2 PARTITION OF parent DEFAULT;
CREATE TABLE child (id int PRIMARY KEY, a int, b text, CONSTRAINT pair FOREIGN KEY (a, b) REFERENCES parent) PARTITION BY HASH (id);
CREATE TABLE child_0 PARTITION OF child FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE child_1 PARTITION OF child FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE stray (id int, a int, b text, CONSTRAINT pair FOREIGN KEY (a, b) REFERENCES parent) PARTITION BY LIST (id);
CREATE TABLE stray_all PARTITION OF stray DEFAULT;
\set tables '\'{parent,child}\''
:check;
\set tables '\'{parent,child,stray}\''
:check;
DROP TABLE child, stray, parent, ring;

-- rights: both tables must be readable, and all of their rows
CREATE TABLE parent (a int, b text UNIQUE);
CREATE TABLE child (id int PRIMARY KEY, a int, b text REFERENCES parent (b));
INSERT INTO parent VALUES (1, 'x'), (3, 'z');
CREATE ROLE regress_converge_checks;
GRANT USAGE ON SCHEMA foreign_key_checks TO regress_converge_checks;
GRANT USAGE ON FOREIGN SERVER foreign_key_checks TO regress_converge_checks;
CREATE USER MAPPING FOR regress_converge_checks SERVER foreign_key_checks OPTIONS (username 'reader', password 'reader');
GRANT INSERT, SELECT ON child TO regress_converge_checks;
\set check 'SELECT note FROM converge_import(\'foreign_key_checks\', tables => \'{child}\') WHERE table_name = \'foreign keys\''
SET ROLE regress_converge_checks;
:check;
RESET ROLE;
GRANT SELECT ON parent TO regress_converge_checks;
ALTER TABLE parent ENABLE ROW LEVEL SECURITY;
CREATE POLICY everything ON parent USING (true);
SET ROLE regress_converge_checks;
:check;
RESET ROLE;
ALTER TABLE parent DISABLE ROW LEVEL SECURITY;
SET ROLE regress_converge_checks;
:check;
RESET ROLE;

DROP TABLE child, parent;

DROP OWNED BY regress_converge_checks;
DROP ROLE regress_converge_checks;
