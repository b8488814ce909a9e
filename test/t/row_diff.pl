# Which rows differ: every kind of key and of difference, limits of rows and of
# memory, and how much is read for it.  Tables are imported, then changed in a
# transaction that is rolled back.

use v5.36;
use Converge::MySQL;
use Converge::Target;
use PostgreSQL::Test::Utils;
use Test::More;

my $mysql = Converge::MySQL->shared('row_diff');
my $node  = start_cluster('row_diff');
my $db    = 'row_diff';
my $long  = 'x' x 100 . 'y' x 50;

$mysql->make_database($db, qq(
    CREATE TABLE ints (id int PRIMARY KEY, a varchar(200), b decimal(10,2), c text, d int);
    INSERT INTO ints VALUES (-2147483648, 'low', 1.00, NULL, 1), (-5, 'minus', 2.00, '', 2), (0, 'zero', 3.00, 'NULL', 3), (3, 'three', 4.00, 'c', 4),
        (7, '$long', 5.00, NULL, NULL), (2147483647, 'high', 6.00, 'h', 6);
    CREATE TABLE bigs (id bigint unsigned PRIMARY KEY, v varchar(20));
    INSERT INTO bigs VALUES (0, 'none'), (1, 'one'), (9223372036854775807, 'limit');
    CREATE TABLE vast (id bigint unsigned PRIMARY KEY, v varchar(20));
    INSERT INTO vast VALUES (1, 'one'), (9223372036854775808, 'beyond'), (18446744073709551615, 'last');
    CREATE TABLE filled (id int(5) unsigned zerofill PRIMARY KEY, v int);
    INSERT INTO filled VALUES (7, 7), (123456, 8);
    CREATE TABLE words (w varchar(40) COLLATE utf8mb4_0900_as_cs PRIMARY KEY, v int);
    INSERT INTO words VALUES ('', 0), ('a', 1), ('ä', 2), ('Quote "', 3);
    CREATE TABLE uuids (id char(36) PRIMARY KEY, v int);
    INSERT INTO uuids VALUES ('6ccd780c-baba-1026-9564-5b8c656024db', 1), ('00000000-0000-0000-0000-000000000000', 2);
    CREATE TABLE dense (id binary(16) PRIMARY KEY, v blob);
    INSERT INTO dense VALUES (x'6ccd780cbaba102695645b8c656024db', x'00ff'), (x'00000000000000000000000000000001', NULL);
    CREATE TABLE pairs (a int, b varchar(10), v text, PRIMARY KEY (b, a));
    INSERT INTO pairs VALUES (1, 'x', 'one'), (2, 'x', 'two'), (1, 'y', 'three');
    CREATE TABLE keyless (a int, b varchar(300));
    INSERT INTO keyless VALUES (1, 'once'), (2, 'twice'), (2, 'twice'), (3, NULL), (NULL, NULL);
    CREATE TABLE loose (id int PRIMARY KEY, v varchar(10));
    INSERT INTO loose VALUES (1, 'one'), (2, 'two'), (3, 'three');
    CREATE TABLE loose_words (id varchar(10) PRIMARY KEY, v varchar(10));
    INSERT INTO loose_words VALUES ('1', 'one'), ('2', 'two'), ('3', 'three');
    CREATE TABLE vacant (id int PRIMARY KEY, v int);
    CREATE TABLE `Odd ``na'me"` (`i``'d"` int PRIMARY KEY, `v"w` int);
    INSERT INTO `Odd ``na'me"` VALUES (1, 1), (2, 2);
    CREATE TABLE partial (id int PRIMARY KEY, v int);
    INSERT INTO partial VALUES (1, 1), (2, 2), (3, 3);
    CREATE TABLE flags (f tinyint(1) PRIMARY KEY, at timestamp NULL);
    INSERT INTO flags VALUES (0, '2024-01-31 23:30:00'), (1, NULL);
    CREATE TABLE skipped (id int PRIMARY KEY);
    CREATE TABLE homeless (id int PRIMARY KEY);
    CREATE TABLE widened (id int PRIMARY KEY, v int);
    INSERT INTO widened VALUES (1, 1);
    SET SESSION cte_max_recursion_depth = 1000000;
    CREATE TABLE many (id int PRIMARY KEY, v varchar(20));
    INSERT INTO many WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 200000) SELECT i * 3 - 300000, CONCAT('row ', i) FROM n;
    CREATE TABLE several (w varchar(20) PRIMARY KEY, v varchar(20));
    INSERT INTO several SELECT CONCAT('word ', id), v FROM many WHERE id <= -240000;
    CREATE TABLE outlier (id bigint PRIMARY KEY, v varchar(20));
    INSERT INTO outlier SELECT id, v FROM many WHERE id <= -240000 UNION ALL SELECT 9223372036854775807, 'far'));
make_target($node, $db, q(
    CREATE TABLE ints (id int PRIMARY KEY, a varchar(200), b numeric(10,2), c text, d int);
    CREATE TABLE bigs (id bigint PRIMARY KEY, v varchar(20));
    CREATE TABLE vast (id numeric(20) PRIMARY KEY, v varchar(20));
    CREATE TABLE filled (id bigint PRIMARY KEY, v int);
    CREATE TABLE words (w varchar(40) PRIMARY KEY, v int);
    CREATE TABLE uuids (id uuid PRIMARY KEY, v int);
    CREATE TABLE dense (id uuid PRIMARY KEY, v bytea);
    CREATE TABLE pairs (a int, b varchar(10), v text, PRIMARY KEY (a, b));
    CREATE TABLE keyless (a int, b varchar(300));
    CREATE TABLE loose (id int, v varchar(10));
    CREATE TABLE loose_words (id varchar(10), v varchar(10));
    CREATE TABLE vacant (id int PRIMARY KEY, v int);
    CREATE TABLE "Odd `na'me""" ("i`'d""" int PRIMARY KEY, "v""w" int);
    CREATE TABLE partial (id int PRIMARY KEY, v int);
    CREATE TABLE flags (f boolean PRIMARY KEY, at timestamptz);
    CREATE TABLE skipped (id int PRIMARY KEY);
    CREATE TABLE widened (id int PRIMARY KEY, v int);
    CREATE TABLE many (id int PRIMARY KEY, v varchar(20));
    CREATE TABLE several (w varchar(20) PRIMARY KEY, v varchar(20));
    CREATE TABLE outlier (id bigint PRIMARY KEY, v varchar(20))));
foreign_server($node, $db, 'source', $mysql, dbname => $db);
$node->safe_psql($db, q(
    INSERT INTO converge_rule VALUES ('source', 'skipped', NULL, 'skip', NULL), ('source', 'partial', NULL, 'where', 'id < 3 -- not all');
    SELECT * FROM converge_import('source', exclude => ARRAY['homeless']);
    ANALYZE));

# Lines of the result after some statements: key, column, source, target, kind.
sub diff ($table, $changes, $arguments = '')
{
    $table =~ s/'/''/g;
    my (undef, $out, $err) = $node->psql($db, "\\pset null <null>\nSET client_min_messages = warning;\nBEGIN;\n$changes;
        SELECT * FROM converge_row_diff('source', '$table'$arguments);\nROLLBACK;", on_error_stop => 1);
    diag($err) if $err;
    return [ split /\n/, $out ];
}

sub finds ($name, $table, $changes, @expected)
{
    is_deeply(diff($table, $changes), \@expected, $name) or diag(explain(diff($table, $changes)));
}

# ---------------------------------------------------------------- no difference

for my $table (qw(ints bigs vast filled words uuids dense pairs keyless loose loose_words vacant partial flags widened many several outlier), q(Odd `na'me"))
{
    finds("$table: imported, the same", $table, '');
}

# ---------------------------------------------------------------- keys of integers

finds('one column', 'ints', "UPDATE ints SET a = 'Three' WHERE id = 3", '{"id": "3"}|a|three|Three|changed');
finds('many columns', 'ints', q(UPDATE ints SET a = 'ü', b = 2.01, c = ' ', d = -2 WHERE id = -5),
    '{"id": "-5"}|a|minus|ü|changed', '{"id": "-5"}|b|2.00|2.01|changed', '{"id": "-5"}|c|| |changed', '{"id": "-5"}|d|2|-2|changed');
finds('NULL is not the word', 'ints', q(UPDATE ints SET c = 'NULL' WHERE id = 7; UPDATE ints SET c = NULL WHERE id IN (-5, 0)),
    '{"id": "-5"}|c||<null>|changed', '{"id": "0"}|c|NULL|<null>|changed', '{"id": "7"}|c|<null>|NULL|changed');
finds('missing and extra rows, in order of the key', 'ints',
    q(DELETE FROM ints WHERE id IN (-2147483648, 2147483647); INSERT INTO ints VALUES (-6, 'new', NULL, 'say "so"', 0)),
    '{"id": "-2147483648"}|<null>|{"id": "-2147483648", "a": "low", "b": "1.00", "c": null, "d": "1"}|<null>|missing',
    '{"id": "-6"}|<null>|<null>|{"id": "-6", "a": "new", "b": null, "c": "say \"so\"", "d": "0"}|extra',
    '{"id": "2147483647"}|<null>|{"id": "2147483647", "a": "high", "b": "6.00", "c": "h", "d": "6"}|<null>|missing');
finds('another key is a missing row and an extra one', 'ints', 'UPDATE ints SET id = 4 WHERE id = 3',
    '{"id": "3"}|<null>|{"id": "3", "a": "three", "b": "4.00", "c": "c", "d": "4"}|<null>|missing',
    '{"id": "4"}|<null>|<null>|{"id": "4", "a": "three", "b": "4.00", "c": "c", "d": "4"}|extra');
finds('two rows that have changed places', 'ints', 'UPDATE ints SET d = 7 - d WHERE id IN (0, 3)', '{"id": "0"}|d|3|4|changed', '{"id": "3"}|d|4|3|changed');
finds('wide values are clipped', 'ints', q(UPDATE ints SET a = repeat('z', 101) WHERE id = 7; UPDATE ints SET a = repeat('ü', 100) WHERE id = 0),
    '{"id": "0"}|a|zero|' . 'ü' x 100 . '|changed', '{"id": "7"}|a|' . 'x' x 97 . '...|' . 'z' x 97 . '...|changed');
finds('an empty target', 'loose', 'TRUNCATE loose', map { qq({"id": "$_->[0]"}|<null>|{"id": "$_->[0]", "v": "$_->[1]"}|<null>|missing) }
    [ 1, 'one' ], [ 2, 'two' ], [ 3, 'three' ]);
finds('an empty source', 'vacant', 'INSERT INTO vacant VALUES (2, 2), (1, NULL)', '{"id": "1"}|<null>|<null>|{"id": "1", "v": null}|extra',
    '{"id": "2"}|<null>|<null>|{"id": "2", "v": "2"}|extra');
finds('odd names', q(Odd `na'me"), q(UPDATE "Odd `na'me""" SET "v""w" = 0 WHERE "i`'d""" = 2), q({"i`'d\\"": "2"}|v"w|2|0|changed));
finds('unsigned', 'bigs', q(UPDATE bigs SET v = 'Limit' WHERE id > 1; UPDATE bigs SET id = -1 WHERE id = 0),
    '{"id": "-1"}|<null>|<null>|{"id": "-1", "v": "none"}|extra', '{"id": "0"}|<null>|{"id": "0", "v": "none"}|<null>|missing',
    '{"id": "9223372036854775807"}|v|limit|Limit|changed');
finds('padded with zeros', 'filled', 'UPDATE filled SET v = 0; INSERT INTO filled VALUES (12, 0), (1234567, 0)', '{"id": "00007"}|v|7|0|changed',
    '{"id": "00012"}|<null>|<null>|{"id": "12", "v": "0"}|extra', '{"id": "123456"}|v|8|0|changed', '{"id": "1234567"}|<null>|<null>|{"id": "1234567", "v": "0"}|extra');
finds('the rule "where"', 'partial', 'DELETE FROM partial WHERE id = 2; INSERT INTO partial VALUES (3, 3)',
    '{"id": "2"}|<null>|{"id": "2", "v": "2"}|<null>|missing', '{"id": "3"}|<null>|<null>|{"id": "3", "v": "3"}|extra');

# ---------------------------------------------------------------- a target that lacks the key

for my $table (qw(loose loose_words))
{
    finds("$table: a row twice", $table, "INSERT INTO $table VALUES (2, 'two')", '{"id": "2"}|<null>|<null>|{"id": "2", "v": "two"}|extra');
    is_deeply([ sort @{ diff($table, "INSERT INTO $table VALUES (2, 'two'), (2, 'Two')") } ],
        [ sort map { qq({"id": "2"}|<null>|<null>|{"id": "2", "v": "$_"}|extra) } qw(two Two) ], "$table: a row three times, one of them changed");
    finds("$table: a row twice, both changed alike", $table, "UPDATE $table SET v = '2' WHERE id::text = '2'; INSERT INTO $table VALUES (2, '2')",
        '{"id": "2"}|v|two|2|changed', '{"id": "2"}|<null>|<null>|{"id": "2", "v": "2"}|extra');
    finds("$table: a key that is NULL", $table, "INSERT INTO $table VALUES (NULL, 'none')", '{"id": null}|<null>|<null>|{"id": null, "v": "none"}|extra');
}

# ---------------------------------------------------------------- other keys

finds('words', 'words', q(UPDATE words SET v = 5 WHERE w = 'ä'), '{"w": "ä"}|v|2|5|changed');
finds('an empty word', 'words', q(UPDATE words SET v = 5 WHERE w = ''), '{"w": ""}|v|0|5|changed');
finds('a word with a quote', 'words', q(DELETE FROM words WHERE v = 3), q({"w": "Quote \\""}|<null>|{"w": "Quote \\"", "v": "3"}|<null>|missing));
finds('uuids', 'uuids', 'UPDATE uuids SET v = NULL WHERE v = 1', '{"id": "6ccd780c-baba-1026-9564-5b8c656024db"}|v|1|<null>|changed');
finds('uuids as bytes', 'dense', q(UPDATE dense SET v = '\x00fe' WHERE v IS NOT NULL), '{"id": "\\\\x6ccd780cbaba102695645b8c656024db"}|v|\x00ff|\x00fe|changed');
finds('an extra uuid in the form of bytes', 'dense', q(INSERT INTO dense VALUES ('00000000-0000-0000-0000-000000000002', '')),
    '{"id": "\\\\x00000000000000000000000000000002"}|<null>|<null>|{"id": "00000000-0000-0000-0000-000000000002", "v": "\\\\x"}|extra');
finds('several columns', 'pairs', q(UPDATE pairs SET v = 'TWO' WHERE (a, b) = (2, 'x')), '{"a": "2", "b": "x"}|v|two|TWO|changed');
finds('numbers beyond bigint', 'vast', q(UPDATE vast SET v = 'Last' WHERE v = 'last'), '{"id": "18446744073709551615"}|v|last|Last|changed');
finds('booleans and instants', 'flags', q(SET LOCAL TimeZone = 'Asia/Tokyo'; SET LOCAL DateStyle = 'SQL, DMY'; UPDATE flags SET at = at + interval '1 hour' WHERE NOT f),
    '{"f": "0"}|at|2024-01-31 23:30:00|2024-02-01 00:30:00+00|changed');

# ---------------------------------------------------------------- without a key

finds('a row is missing', 'keyless', 'DELETE FROM keyless WHERE a = 1', '<null>|<null>|{"a": "1", "b": "once"}|<null>|missing');
finds('a row of nothing but NULL is missing', 'keyless', 'DELETE FROM keyless WHERE a IS NULL', '<null>|<null>|{"a": null, "b": null}|<null>|missing');
finds('one of two is missing', 'keyless', 'DELETE FROM keyless WHERE ctid = (SELECT min(ctid) FROM keyless WHERE a = 2)',
    '<null>|<null>|{"a": "2", "b": "twice"}|<null>|missing');
finds('two rows too many', 'keyless', q(INSERT INTO keyless VALUES (2, 'twice'), (2, 'twice')), ('<null>|<null>|<null>|{"a": "2", "b": "twice"}|extra') x 2);
is_deeply([ sort @{ diff('keyless', q(UPDATE keyless SET b = repeat('z', 200) WHERE a = 3)) } ],
    [ sort '<null>|<null>|{"a": "3", "b": null}|<null>|missing', '<null>|<null>|<null>|{"a": "3", "b": "' . 'z' x 97 . '..."}|extra' ],
    'a changed row is a missing one and an extra one');
is($node->safe_psql($db, q(BEGIN; SET LOCAL timezone = 'Asia/Tokyo'; INSERT INTO keyless VALUES (9, 'new');
    SELECT count(*) FROM converge_row_diff('source', 'keyless'); SHOW timezone; ROLLBACK)),
    "1\nAsia/Tokyo", 'the settings of the session stay');

# ---------------------------------------------------------------- limits

finds_some('rows are counted, not columns', 'ints', "UPDATE ints SET a = 'A', d = 0", ', max_rows => 2',
    '{"id": "-2147483648"}|a|low|A|changed', '{"id": "-2147483648"}|d|1|0|changed', '{"id": "-5"}|a|minus|A|changed', '{"id": "-5"}|d|2|0|changed');
finds_some('the first by key', 'many', 'DELETE FROM many', ', max_rows => 2',
    map { qq({"id": "$_->[0]"}|<null>|{"id": "$_->[0]", "v": "$_->[1]"}|<null>|missing) } [ -299997, 'row 1' ], [ -299994, 'row 2' ]);
finds_some('copies count too', 'keyless', q(INSERT INTO keyless SELECT 2, 'twice' FROM generate_series(1, 5)), ', max_rows => 3',
    ('<null>|<null>|<null>|{"a": "2", "b": "twice"}|extra') x 3);
is(scalar @{ diff('many', q(UPDATE many SET v = '')) }, 100, 'a hundred rows if nothing is said');

sub finds_some ($name, $table, $changes, $arguments, @expected)
{
    is_deeply(diff($table, $changes, $arguments), \@expected, $name) or diag(explain(diff($table, $changes, $arguments)));
}

# Number of lines, of keys, and whether they are in order of an integer key.
sub summary ($table, $changes, $arguments)
{
    return $node->safe_psql($db, "BEGIN; $changes; SET LOCAL maintenance_work_mem = '1MB';
        SELECT count(*), count(DISTINCT primary_key), string_agg(DISTINCT difference, ','),
            bool_and(sorted) FROM (SELECT *, primary_key ->> 'id' IS NULL OR coalesce(lag((primary_key ->> 'id')::bigint) OVER (ORDER BY n) < (primary_key ->> 'id')::bigint, true) AS sorted
            FROM converge_row_diff('source', '$table'$arguments) WITH ORDINALITY AS t(primary_key, column_name, source_value, target_value, difference, n)) AS s; ROLLBACK");
}

# 1 MB holds some thousand rows: ranges are given up, done later, divided
is(summary('several', q(UPDATE several SET v = upper(v)), ', max_rows => 100000'), '20000|20000|changed|t', 'little memory, any key: all are found');
is(summary('outlier', q(UPDATE outlier SET v = upper(v)), ', max_rows => 100000'), '20001|20001|changed|t',
    'little memory, and nearly all rows in one range: all are found, in order');
is(summary('outlier', q(DELETE FROM outlier WHERE id < 9000000000), ', max_rows => 19000'), '19000|19000|missing|t', 'as many as were asked for');
is(summary('many', q(UPDATE many SET v = upper(v) WHERE id % 50 = 0), ', max_rows => 1000000'),
    join('|', ($node->safe_psql($db, 'SELECT count(*) FROM many WHERE id % 50 = 0')) x 2, 'changed', 't'), 'more ranges than one condition has');
{
    my $error = import_error($node, $db, q(BEGIN; SET LOCAL maintenance_work_mem = '1MB';
        INSERT INTO loose SELECT 2, 'no ' || i FROM generate_series(1, 20000) AS i; SELECT * FROM converge_row_diff('source', 'loose')));
    is($error->{sqlstate}, '54000', 'too many rows of one key');
    like($error->{text}, qr/rows of table "loose" with the same key do not fit into memory.*more than maintenance_work_mem, which is 1024 kB.*HINT/s, 'are told');
}
is(scalar @{ diff('keyless', q(INSERT INTO keyless SELECT 2, 'twice' FROM generate_series(1, 200000); SET LOCAL maintenance_work_mem = '1MB'),
    ', max_rows => 5') }, 5, 'but equal rows need no memory');

# ---------------------------------------------------------------- converge_verify

is($node->safe_psql($db, q(BEGIN; UPDATE ints SET a = 'Three', c = NULL WHERE id = 3; DELETE FROM keyless WHERE a = 1; INSERT INTO words VALUES ('z', 4);
    SELECT * FROM converge_verify('source', 'full', tables => '{ints,keyless,words}') WHERE check_name = 'row'; ROLLBACK)), join("\n",
    'row|ints|a|three|Three|different|key {"id": "3"}: changed', 'row|ints|c|c||different|key {"id": "3"}: changed',
    'row|keyless||{"a": "1", "b": "once"}||different|missing at the target',
    'row|words|||{"w": "z", "v": "4"}|different|key {"w": "z"}: extra at the target'), 'lines of level full');
is($node->safe_psql($db, q(BEGIN; DELETE FROM many;
    SELECT count(*), min(detail) FROM converge_verify('source', 'full', tables => '{many}') WHERE check_name = 'row'; ROLLBACK)),
    '10|key {"id": "-299970"}: missing at the target', 'ten rows of each table');
is($node->safe_psql($db, q(SELECT count(*) FROM converge_verify('source', 'full', tables => '{ints,keyless,words}') WHERE check_name = 'row')), 0,
    'none where nothing differs');

# ---------------------------------------------------------------- how much is read

# Rows that the source sent for statements like the pattern since the last
# call; that it counts them as well is another matter.
sub rows_sent ($pattern)
{
    my $sent = $mysql->sql("SELECT COALESCE(SUM(sum_rows_sent), 0), COALESCE(SUM(count_star), 0) FROM performance_schema.events_statements_summary_by_digest
        WHERE schema_name = '$db' AND digest_text LIKE '$pattern' AND digest_text NOT LIKE 'SELECT COUNT (%'");
    $mysql->sql('TRUNCATE performance_schema.events_statements_summary_by_digest');
    return $sent =~ s/\t/ in /r;
}

rows_sent('%');
finds('one row of many', 'many', "UPDATE many SET v = 'odd one' WHERE id = 123456", '{"id": "123456"}|v|row 141152|odd one|changed');
is($mysql->sql("SELECT sum_rows_sent FROM performance_schema.events_statements_summary_by_digest
    WHERE schema_name = '$db' AND digest_text LIKE 'SELECT%FROM `many`' AND digest_text NOT LIKE 'SELECT COUNT (%'"), 200000, 'the table is read once');
# 200,000 keys over 600,000 values: 65,536 ranges of 16 values, or 32,768 of 32
like(rows_sent('SELECT%FROM `many` WHERE%'), qr/^([1-9]|1[01]) in 1$/, 'then no more than a range');
finds('no row of many', 'many', '');
is(rows_sent('SELECT%FROM `many` WHERE%'), '0 in 0', 'where nothing differs nothing is read again');

# ---------------------------------------------------------------- by the servers' own SQL

for my $case ([ 'one column', 'ints', q(UPDATE ints SET a = 'Three' WHERE id = 3) ], [ 'the ends', 'ints', 'DELETE FROM ints WHERE abs(id::bigint) > 10' ],
    [ 'a key', 'ints', 'UPDATE ints SET id = 4 WHERE id = 3' ], [ 'everything', 'ints', 'UPDATE ints SET d = 0' ], [ 'an empty target', 'ints', 'DELETE FROM ints' ],
    [ 'an empty source', 'vacant', 'INSERT INTO vacant VALUES (-1, 1), (5, NULL)' ], [ 'nothing', 'many', '' ], [ 'unsigned', 'bigs', 'UPDATE bigs SET v = NULL' ],
    [ 'the rule "where"', 'partial', 'UPDATE partial SET v = 0; INSERT INTO partial VALUES (3, 3)' ],
    [ 'rows far apart', 'many', 'DELETE FROM many WHERE id IN (-299997, 0, 300000)' ], [ 'an outlier', 'outlier', 'UPDATE outlier SET v = NULL WHERE id IN (-250002, 9223372036854775807)' ])
{
    my ($name, $table, $changes) = @$case;
    my $expected = diff($table, $changes);
    cmp_ok(scalar @$expected, $name eq 'nothing' ? '==' : '>', 0, "$name: found");
    is_deeply(diff($table, $changes, ', pushdown => true'), $expected, "$name: found by the servers too");
}
is(scalar @{ diff('many', 'DELETE FROM many', ', max_rows => 3, pushdown => true') }, 3, 'as many as were asked for');
rows_sent('%');
is_deeply(diff('many', "UPDATE many SET v = 'odd one' WHERE id = 123456", ', pushdown => true'), ['{"id": "123456"}|v|row 141152|odd one|changed'], 'one row of many');
# four levels of at most 64 sums, and one range of at most 500 rows
cmp_ok((rows_sent('%FROM `many`%') =~ /^(\d+)/)[0], '<', 1000, 'for which few rows are sent');
refused($node, $db, "SELECT * FROM converge_row_diff('source', '$_', pushdown => true)", '0A000', [ qr/the servers cannot compare ranges of table "$_"/, qr/HINT:  Leave pushdown out/ ], "no pushdown for $_")
    for qw(words pairs keyless vast loose);

# ---------------------------------------------------------------- what cannot be

$node->safe_psql($db, 'CREATE ROLE stranger LOGIN; GRANT USAGE ON FOREIGN SERVER source TO stranger;
    CREATE USER MAPPING FOR stranger SERVER source OPTIONS (username \'reader\', password \'reader\')');
my $call = q(SELECT * FROM converge_row_diff);
refused($node, $db, "$call('source', 'nothing')", '42P01', [ qr/table "nothing" does not exist in source database "row_diff"/, qr/HINT:.*converge_tables/ ], 'an unknown table');
refused($node, $db, "$call('source', 'int_')", '42P01', [qr/table "int_" does not exist/], 'a pattern');
refused($node, $db, "$call('source', 'homeless')", '42P01', [ qr/table "homeless" has no target/, qr/schema "public" has no relation "homeless"/, qr/HINT/ ], 'no target');
refused($node, $db, "$call('source', 'skipped')", '55000', [ qr/table "skipped" is not imported/, qr/action "skip"/, qr/HINT/ ], 'left out by rule');
refused($node, $db, "$call('source', 'ints', max_rows => $_)", '22023', [qr/"max_rows" must be at least 1/], "max_rows $_") for 0, -1;
refused($node, $db, "$call('source', NULL)", '22004', [qr/"table_name" must not be null/], 'no table');
refused($node, $db, "$call('source', 'ints', NULL)", '22004', [qr/"max_rows" must not be null/], 'no number');
refused($node, $db, "$call('source', 'ints', pushdown => NULL)", '22004', [qr/"pushdown" must not be null/], 'neither true nor false');
refused($node, $db, "$call('source', 'ints', target_schema => 'nowhere')", '3F000', [qr/"nowhere"/], 'an unknown schema');
refused($node, $db, "$call('nobody', 'ints')", '42704', [qr/"nobody"/], 'an unknown server');
refused($node, $db, "SET ROLE stranger; $call('source', 'ints')", '42501', [qr/permission denied for table ints/], 'the target is read as the caller');

# columns that are not compared
$node->safe_psql($db, 'ALTER TABLE widened DROP COLUMN v');
{
    my (undef, $out, $err) = $node->psql($db, "BEGIN; INSERT INTO widened VALUES (2); $call('source', 'widened'); ROLLBACK");
    is($out, '{"id": "2"}|||{"id": "2"}|extra', 'the columns that are there are compared');
    like($err, qr/NOTICE:  not all columns of table "widened" are compared.*DETAIL:  column "v": /s, 'and the others named');
}
$node->safe_psql($db, 'ALTER TABLE widened DROP COLUMN id, ADD COLUMN other int');
refused($node, $db, "$call('source', 'widened')", '0A000', [ qr/no column of table "widened" can be compared/, qr/column "id": .*column "v": /s, qr/HINT/ ], 'nothing to compare');

ok($mysql->wait_until_quiet, 'nothing keeps running at the source');
done_testing();
