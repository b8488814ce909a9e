-- A key and all columns that refer to it
\pset format unaligned
\pset tuples_only on
CREATE FUNCTION choose(spec text, options text[] DEFAULT '{}') RETURNS SETOF text
LANGUAGE sql AS 'SELECT line FROM cvg_test_choose(spec, options) WITH ORDINALITY AS l(line, n)
    WHERE line NOT LIKE ''info TEXT_TO_UUID%'' ORDER BY n';

\echo AUTO_INCREMENT of bigint unsigned: bigint for all, also two references away
SELECT * FROM choose('table a
    column id bigint unsigned auto_increment
    primary id
table b
    column id bigint unsigned
    column other bigint unsigned
    primary id
    foreign b_a id a id
table c
    column b_id bigint unsigned null
    foreign c_b b_id b id');
\echo no AUTO_INCREMENT: numeric for both
SELECT * FROM choose('table a
    column id bigint unsigned
    primary id
table b
    column a_id bigint unsigned
    foreign b_a a_id a id');
\echo a table that refers to itself
SELECT * FROM choose('table a
    column id bigint unsigned auto_increment
    column parent bigint unsigned null
    primary id
    foreign a_a parent a id');
\echo column by column: x of both keys, but y is another key
SELECT * FROM choose('table a
    column x bigint unsigned auto_increment
    column y bigint unsigned
    primary x,y
table b
    column y bigint unsigned
    column x bigint unsigned
    foreign b_a x,y a x,y');
\echo joined by a table that is left out
SELECT * FROM choose('table a absent
    column id char(36) uuid=no
    primary id
table b
    column a_id char(36) uuid=yes
    foreign b_a a_id a id
table c
    column a_id char(36) uuid=no
    foreign c_a a_id a id');
\echo a table that is left out has no vote
SELECT * FROM choose('table a absent
    column id char(36) uuid=no
    primary id
table b
    column a_id char(36) uuid=yes
    foreign b_a a_id a id');
\echo uuid: one that does not fit keeps all from it, one that is empty does not
SELECT * FROM choose('table a
    column id varchar(36) uuid=yes
    primary id
table b
    column a_id varchar(36) uuid=empty null
    foreign b_a a_id a id
table c
    column id varchar(36) uuid=yes
    primary id
table d
    column c_id varchar(36) uuid=no
    foreign d_c c_id c id
table e
    column id varchar(36) uuid=empty
    primary id
table f
    column e_id char(36) uuid=empty
    foreign f_e e_id e id
table g
    column id char(36) uuid=yes
    primary id
table h
    column g_id char(40)
    foreign h_g g_id g id');
\echo boolean: the same
SELECT * FROM choose('table a
    column id tinyint(1) boolean=yes
    primary id
table b
    column a_id tinyint(1) boolean=yes
    foreign b_a a_id a id
table c
    column a_id tinyint(1) boolean=empty
    foreign c_a a_id a id
table d
    column id tinyint(1) boolean=yes
    primary id
table e
    column d_id tinyint(1) boolean=no
    foreign e_d d_id d id');
\echo numbers of different width, as they exist where the source checked no references
SELECT * FROM choose('table a
    column id int
    primary id
table b
    column a_id smallint
    foreign b_a a_id a id
table c
    column id int unsigned auto_increment
    primary id
table d
    column c_id int
    foreign d_c c_id c id');
\echo one enum type for both, with the labels of both
SELECT * FROM choose('table a
    column id enum(''x'',''y'')
    primary id
table b
    column a_id enum(''y'',''z'')
    foreign b_a a_id a id');
\echo a label too long in one is text in both
SELECT * FROM choose('table a
    column id enum(''x'')
    primary id
table b
    column a_id enum(''' || repeat('y', 64) || ''')
    foreign b_a a_id a id');
\echo lengths of strings stay
SELECT * FROM choose('table a
    column id varchar(20)
    primary id
table b
    column a_id varchar(10)
    foreign b_a a_id a id');
\echo types that do not go together
SELECT * FROM choose('table a
    column id int
    primary id
table b
    column a_id varchar(10)
    foreign b_a a_id a id');
\echo the check of a number is left to the key alone, if there is one
SELECT * FROM choose('table a
    column id int unsigned
    column n int unsigned
    primary id
table b
    column a_id int unsigned
    column a_n int unsigned
    column gone int unsigned
    foreign b_a a_id a id
    foreign b_n a_n a n
    foreign b_g gone nowhere id');
\echo a part of a key lets in what is not checked here, and of two that refer to each other one keeps its check
SELECT * FROM choose('table a
    column id int unsigned
    column n int unsigned
    primary id,n
table b
    column a_id int unsigned
    foreign b_a a_id a id');
SELECT * FROM choose('table a
    column id int unsigned
    primary id
    foreign a_b id b id
table b
    column id int unsigned
    primary id
    foreign b_a id a id');
\echo enum types do not take the names of tables and views
SELECT * FROM choose('table a
    column b enum(''x'')
    column c enum(''x'')
    column d enum(''x'')
table a_b
    column c int
view a_c');
