-- Names of the target
\pset format unaligned
\pset tuples_only on
\echo keep: as they are
SELECT * FROM cvg_test_names('{MixedCase,mixedcase,"a b",Größe,select}', 'keep');
\echo lower: ASCII letters alone, as PostgreSQL folds them
SELECT * FROM cvg_test_names('{MixedCase,"A B",GRÖSSE}', 'lower');
\echo snake: expectations beside, differences printed
CREATE TABLE snake (source text, target text);
INSERT INTO snake VALUES
('createdDate', 'created_date'), ('HTTPServer', 'http_server'), ('userID', 'user_id'), ('already_snake', 'already_snake'),
('Already_Snake', 'already_snake'), ('ID', 'id'), ('id', 'id'), ('md5Hash', 'md5_hash'), ('address2Line', 'address2_line'),
('UserIDs', 'user_i_ds'), ('aB', 'a_b'), ('ABC', 'abc'), ('ABCd', 'ab_cd'), ('_leading', '_leading'), ('größeWert', 'größe_wert'),
('strukturÄnderung', 'strukturÄnderung'), ('üBer', 'ü_ber'), ('X', 'x'), ('a-B', 'a-b'), ('a B', 'a b'), ('USER_NAME', 'user_name');
SELECT source, target, got FROM snake, cvg_test_names(ARRAY[source], 'snake') got WHERE got IS DISTINCT FROM target;
\echo collisions: the first keeps the name, the other gets the hash of its own
SELECT regexp_replace(name, '_[0-9a-f]{8}', '_<hash>') FROM cvg_test_names('{createdDate,created_date,CreatedDate}', 'snake') name;
SELECT regexp_replace(name, '_[0-9a-f]{8}', '_<hash>') FROM cvg_test_names('{user,User}', 'lower') name;
\echo the same in every run, and whatever else is there
SELECT a.name = b.name FROM
    (SELECT name FROM cvg_test_names('{created_date,createdDate}', 'snake') WITH ORDINALITY AS t(name, n) WHERE n = 2) a,
    (SELECT name FROM cvg_test_names('{other,created_date,createdDate}', 'snake') WITH ORDINALITY AS t(name, n) WHERE n = 3) b;
\echo 63 bytes are kept, 64 are not
SELECT name = repeat('x', 63) FROM cvg_test_names(ARRAY[repeat('x', 63)], 'keep') name;
SELECT left(name, 55) = repeat('x', 54) || '_', octet_length(name), regexp_replace(name, 'x+_[0-9a-f]{8}', 'x_<hash>')
FROM cvg_test_names(ARRAY[repeat('x', 64)], 'keep') WITH ORDINALITY AS t(name, n) ORDER BY n;
\echo two long ones that begin alike stay two; no character is cut
SELECT count(DISTINCT name) FROM cvg_test_names(ARRAY[repeat('x', 63) || 'a', repeat('x', 63) || 'b'], 'keep') name WHERE name NOT LIKE 'warning%';
SELECT octet_length(name), regexp_replace(name, '_[0-9a-f]{8}$', '') = repeat('日', 18)
FROM cvg_test_names(ARRAY[repeat('日', 22)], 'keep') WITH ORDINALITY AS t(name, n) WHERE n = 1;
SELECT octet_length(name), regexp_replace(name, '_[0-9a-f]{8}$', '') = 'x' || repeat('日', 17)
FROM cvg_test_names(ARRAY['x' || repeat('日', 22)], 'keep') WITH ORDINALITY AS t(name, n) WHERE n = 1;
\echo columns that PostgreSQL has for itself
SELECT * FROM cvg_test_names('{ctid,xmin,cmin,xmax,cmax,tableoid,oid,ctid_}', 'keep', 'column') name WHERE name !~ '^ctid__';
\echo also after folding; not for tables
SELECT * FROM cvg_test_names('{XMin}', 'lower', 'column');
SELECT * FROM cvg_test_names('{ctid}', 'keep', 'table');
\echo names of columns in a design, and checks of columns with long names
SELECT * FROM cvg_test_choose('table Orders
    column orderId int unsigned
    column xmin int', '{fold=snake}');
SELECT octet_length(split_part(line, ': ', 1)), split_part(line, ': ', 2) LIKE 'a%BETWEEN 0 AND 255'
FROM cvg_test_choose(format('table %s
    column %sx tinyint unsigned
    column %sy tinyint unsigned', repeat('t', 60), repeat('a', 60), repeat('a', 60))) line WHERE line LIKE 't%: a%';
