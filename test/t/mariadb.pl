# MariaDB as the source: types, its own login method, TLS.

use v5.36;
use Converge::Compare;
use Converge::MySQL;
use Converge::Target;
use PostgreSQL::Test::Utils;
use Test::More;

my $mysql = Converge::MySQL->new('mariadb', flavour => 'mariadb');
my $node  = start_cluster('mariadb');
like($mysql->sql('SELECT VERSION()'), qr/^11\.8.*MariaDB/, 'the source is MariaDB 11.8');

$mysql->make_database('shop', q(
    CREATE TABLE numbers (id int AUTO_INCREMENT PRIMARY KEY, t tinyint, tu tinyint unsigned, s smallint, m mediumint unsigned,
        i int unsigned, b bigint, bu bigint unsigned, d decimal(20,5), f float, g double, bits bit(10), flag tinyint(1), y year,
        z int(6) zerofill);
    INSERT INTO numbers VALUES
        (1, -128, 0, -32768, 0, 0, -9223372036854775808, 0, -123456789012345.67891, -3.4028234e38, -1.7976931348623157e308, b'0', 0, 1901, 7),
        (2, 127, 255, 32767, 16777215, 4294967295, 9223372036854775807, 18446744073709551615, 0.00001, 16777216, 5e-324, b'1111111111', 1, 2155, 123456),
        (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0.1, 0.1, b'101', NULL, 0, NULL),
        (4, 1, 1, 1, 1, 1, 1, 1, 1, 1234567.875, 1e15, NULL, 1, NULL, 0);
    ALTER TABLE numbers AUTO_INCREMENT = 100;
    CREATE TABLE texts (id int PRIMARY KEY, c char(5), v varchar(100), l longtext, latin varchar(50) CHARACTER SET latin1,
        j json, e enum('one', 'two', 'it''s'), s set('x', 'y', 'z'), u uuid, a inet6, empty varchar(10) NOT NULL);
    INSERT INTO texts VALUES
        (1, 'a', 'tab\t, line\n, back\\\\slash', REPEAT('long ', 20000), 'caf\xe9', '{"a": [1, 2.5, null, true], "b": "ü"}', 'one', 'x,z',
            '6ccd780c-baba-1026-9564-5b8c656024db', '::1', ''),
        (2, '', '', '', '', '[]', 'it''s', '', 'FFFFFFFF-ffff-ffff-ffff-ffffffffffff', '2001:db8::ff', ' '),
        (3, NULL, CONVERT(0xF09F9982 USING utf8mb4), NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'NULL');
    CREATE TABLE bytes (id int PRIMARY KEY, b binary(4), v varbinary(300), bl blob, ml mediumblob);
    INSERT INTO bytes VALUES (1, 0x01, 0x000102FF, UNHEX(REPEAT('00FF', 100)), REPEAT(UNHEX('DEADBEEF'), 100000)), (2, '', '', '', ''),
        (3, NULL, NULL, NULL, NULL);
    CREATE TABLE moments (id int PRIMARY KEY, d date, dt datetime(6), ts timestamp(6) NULL, tm time(3));
    INSERT INTO moments VALUES (1, '1000-01-01', '1000-01-01 00:00:00.000001', '1970-01-01 00:00:01', '-838:59:59'),
        (2, '9999-12-31', '9999-12-31 23:59:59.999999', '2038-01-19 03:14:07.999999', '838:59:58.999'), (3, NULL, NULL, NULL, NULL),
        (4, '2024-02-29', '2024-03-31 02:30:00', '2106-02-07 06:28:15', '00:00:00.001');
    CREATE TABLE children (id int PRIMARY KEY, number_id int, FOREIGN KEY (number_id) REFERENCES numbers (id));
    INSERT INTO children VALUES (1, 1), (2, NULL);
    CREATE TABLE versions (id int PRIMARY KEY, v int) WITH SYSTEM VERSIONING;
    INSERT INTO versions VALUES (1, 1); UPDATE versions SET v = 2));
make_target($node, 'shop', q(
    CREATE TABLE numbers (id serial PRIMARY KEY, t smallint, tu smallint, s smallint, m integer, i bigint, b bigint, bu numeric(20),
        d numeric(20,5), f real, g double precision, bits bit(10), flag boolean, y smallint, z integer);
    CREATE TABLE texts (id int PRIMARY KEY, c char(5), v varchar(100), l text, latin varchar(50), j jsonb, e text, s text[], u uuid, a inet,
        empty varchar(10) NOT NULL);
    CREATE TABLE bytes (id int PRIMARY KEY, b bytea, v bytea, bl bytea, ml bytea);
    CREATE TABLE moments (id int PRIMARY KEY, d date, dt timestamp(6), ts timestamptz(6), tm interval(3));
    CREATE TABLE children (id int PRIMARY KEY, number_id int REFERENCES numbers);
    CREATE TABLE versions (id int PRIMARY KEY, v int)));

# char(n) is padded in PostgreSQL and stripped in MariaDB
my %expressions = (
    'texts.c' => [ 'HEX(c)', q(upper(encode(convert_to(rtrim(c), 'UTF8'), 'hex'))) ],
    'texts.a' => [ 'CAST(a AS CHAR)', 'host(a)' ]);

my $first = 1;
for my $mode (qw(disabled required))
{
    foreign_server($node, 'shop', 'maria', $mysql, dbname => 'shop', ssl_mode => $mode);
    my $error = import_error($node, 'shop', q(SELECT * FROM converge_import('maria', existing => 'truncate')));
    is($error, undef, "$mode: imported") or diag($error->{text});
    my ($tables) = compare_ok($mysql, 'shop', $node, 'shop', $mode, expressions => \%expressions);
    is($tables, 5, "$mode: tables compared");
}
is($mysql->sql(q(SELECT plugin FROM mysql.user WHERE user = 'reader')), 'mysql_native_password', 'the account logs in by mysql_native_password');
is($node->safe_psql('shop', 'SELECT v FROM versions'), 2, 'a table with history: its current rows');
is($node->safe_psql('shop', q(SELECT nextval('numbers_id_seq'))), 100, 'the counter goes on');
is($node->safe_psql('shop', q(SELECT f::float8 FROM numbers WHERE id = 4)), '1234567.875', 'a float has all its digits');
like($node->safe_psql('shop', q(SELECT snapshot_position::text FROM converge_run WHERE status = 'completed' LIMIT 1)),
    qr/"binlog_file": "binlog\./, 'a position in the binary log');

# ---------------------------------------------------------------- the schemas

$mysql->sql('CREATE SEQUENCE counter', 'shop');
is($node->safe_psql('shop', q(SELECT severity, object, difference FROM converge_schema_diff('maria') ORDER BY 2)),
    join("\n",
        'warning|children.number_id|missing at the target',
        'warning|counter|missing at the target',
        'warning|numbers.z|narrower range: values outside of it stop an import',
        'info|shop|triggers, routines and events cannot be compared: the account at the source may not see them',
        'warning|texts.e|accepts other words: no check lists the labels',
        'warning|texts.s|accepts other words: no check lists the labels',
        'warning|versions|keeps the history of its rows at the source alone'),
    'what the schemas mean differently');
$mysql->sql('DROP SEQUENCE counter', 'shop');
$mysql->make_database('alike', q(
    CREATE SEQUENCE numbers;
    CREATE TABLE alike (id int AUTO_INCREMENT PRIMARY KEY, number int DEFAULT nextval(numbers), v varchar(20) NOT NULL DEFAULT 'it''s', word varchar(20) DEFAULT 'NULL',
        none varchar(20) DEFAULT NULL, n int(11) NOT NULL DEFAULT 5, at datetime(6) DEFAULT current_timestamp(6), u uuid DEFAULT uuid(),
        j json, total int GENERATED ALWAYS AS (n + 1) STORED, CONSTRAINT positive CHECK (n > 0), KEY (n, at DESC))));
make_target($node, 'alike', q(
    CREATE SEQUENCE numbers;
    CREATE TABLE alike (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, number int DEFAULT nextval('numbers'), v varchar(20) NOT NULL DEFAULT 'it''s', word varchar(20) DEFAULT 'NULL',
        none varchar(20), n int NOT NULL DEFAULT 5, at timestamp DEFAULT now(), u uuid DEFAULT gen_random_uuid(),
        j json, total int GENERATED ALWAYS AS (n + 1) STORED, CHECK (n > 0));
    CREATE INDEX ON alike (n DESC, at)));
foreign_server($node, 'alike', 'maria', $mysql, dbname => 'alike');
is($node->safe_psql('alike', q(SELECT * FROM converge_schema_diff('maria') WHERE object_type <> 'database')), '', 'and what is alike');

# ---------------------------------------------------------------- what cannot be

refused($node, 'shop', q(SELECT * FROM converge_import('maria')), '55000', [qr/6 target tables already hold rows/], 'a second import');
$mysql->sql(q(SET sql_mode = ''; INSERT INTO moments VALUES (5, '0000-00-00', NULL, NULL, NULL)), 'shop');
refused($node, 'shop', q(SELECT * FROM converge_import('maria', existing => 'truncate')), '2200[78]',
    [ qr/"d"/, qr/"moments", row with id = 5/, qr/zero_date/ ], 'a zero date');
foreign_server($node, 'shop', 'maria', $mysql, dbname => 'shop', password => 'wrong');
refused($node, 'shop', q(SELECT * FROM converge_import('maria')), '28P01', [qr/reader/], 'a wrong password');

# ---------------------------------------------------------------- cancelled

$mysql->sql('DELETE FROM moments WHERE id = 5', 'shop');
$node->safe_psql('shop', q(INSERT INTO converge_rule VALUES ('maria', 'numbers', NULL, 'where', 'SLEEP(30) = 0')));
foreign_server($node, 'shop', 'maria', $mysql, dbname => 'shop');
refused($node, 'shop', q(SET statement_timeout = '1s'; SELECT * FROM converge_import('maria', existing => 'truncate')), '57014', [], 'cancelled');
ok($mysql->wait_until_quiet, 'nothing keeps running at the source');

done_testing();
