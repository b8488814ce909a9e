-- :level1 and :level2 stand for what the server's option makes of a collation
-- that ignores case, and case alone

CREATE TABLE charsets (
    id integer PRIMARY KEY,
    l1 varchar(20) :level1, u3 varchar(20) :level1, u4 varchar(20) :level1, a varchar(20) :level1, u16 varchar(20) :level1, cp varchar(20) :level1);

CREATE TABLE compared (
    id integer PRIMARY KEY,
    bin varchar(20), l1ci varchar(20) :level1, genci varchar(20) :level1, u3ci varchar(20) :level1, unici text :level1);

CREATE TABLE unique_bin (id integer PRIMARY KEY, v varchar(20) NOT NULL UNIQUE);
CREATE TABLE unique_ci (id integer PRIMARY KEY, v varchar(20) :level1 UNIQUE);

CREATE TABLE ci_parent (code varchar(10) :level1 PRIMARY KEY, v integer);
CREATE TABLE ci_child (id integer PRIMARY KEY, code varchar(10) :level1, CONSTRAINT fk_ci FOREIGN KEY (code) REFERENCES ci_parent (code));
CREATE INDEX ON ci_child (code);

-- the words in any case, as MySQL compares them
CREATE TABLE ci_check (id integer PRIMARY KEY, kind varchar(10) :level1, CONSTRAINT kind_is CHECK (:kind IN ('on', 'off')));

-- patterns in any case; they take no collation that finds unequal letters equal
CREATE TABLE ci_pattern (id integer PRIMARY KEY, word varchar(20) :level1,
    CONSTRAINT word_letters CHECK (:word ~* '^[a-z]+$'), CONSTRAINT word_like CHECK (:word ILIKE 'a%'));
